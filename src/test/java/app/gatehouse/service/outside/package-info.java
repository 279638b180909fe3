/** Tests of the looks from outside. */
@NullMarked
package app.gatehouse.service.outside;

import org.jspecify.annotations.NullMarked;
