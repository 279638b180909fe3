/** Tells the owner something by e-mail or through a web hook: one message, one try. */
@NullMarked
package app.gatehouse.alert;

import org.jspecify.annotations.NullMarked;
