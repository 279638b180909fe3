/** An update address of the user's own. */
@NullMarked
package app.gatehouse.dns.custom;

import org.jspecify.annotations.NullMarked;
