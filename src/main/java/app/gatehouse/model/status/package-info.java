/**
 * The state of the service, its sites and its operations, as clients see it. Never holds secrets.
 */
@NullMarked
package app.gatehouse.model.status;

import org.jspecify.annotations.NullMarked;
