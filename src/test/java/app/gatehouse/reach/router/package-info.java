/** Tests of asking a router: a real miniupnpd, and devices that mean ill. */
@NullMarked
package app.gatehouse.reach.router;

import org.jspecify.annotations.NullMarked;
