/** Tests of what Linux tells, with copies of its files and with the running system. */
@NullMarked
package app.gatehouse.platform.linux.firewall;

import org.jspecify.annotations.NullMarked;
