/** How the owner wants to be told of trouble when nobody looks. */
@NullMarked
package app.gatehouse.model.alert;

import org.jspecify.annotations.NullMarked;
