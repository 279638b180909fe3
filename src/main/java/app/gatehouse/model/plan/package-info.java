/**
 * What the user answered and the plan that came of it. A plan is a value; the service carries it
 * out.
 */
@NullMarked
package app.gatehouse.model.plan;

import org.jspecify.annotations.NullMarked;
