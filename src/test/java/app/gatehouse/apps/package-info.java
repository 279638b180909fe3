/** Tests of finding and recognising local apps. */
@NullMarked
package app.gatehouse.apps;

import org.jspecify.annotations.NullMarked;
