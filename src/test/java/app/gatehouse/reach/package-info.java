/** Tests of what is said about a home. */
@NullMarked
package app.gatehouse.reach;

import org.jspecify.annotations.NullMarked;
