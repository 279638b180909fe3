/** Keeps the names of public sites pointing at this home, and says so when they do not. */
@NullMarked
package app.gatehouse.service.name;

import org.jspecify.annotations.NullMarked;
