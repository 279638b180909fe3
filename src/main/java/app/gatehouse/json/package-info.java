/**
 * How values look as JSON: one mapper for state files, the control channel and {@code --json}, so
 * that the three can never differ. The values themselves know nothing of JSON.
 */
@NullMarked
package app.gatehouse.json;

import org.jspecify.annotations.NullMarked;
