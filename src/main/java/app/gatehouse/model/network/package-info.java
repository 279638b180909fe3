/** What was found out about this home: checks, ports, router, verdict. */
@NullMarked
package app.gatehouse.model.network;

import org.jspecify.annotations.NullMarked;
