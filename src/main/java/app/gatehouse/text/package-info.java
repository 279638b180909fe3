/** Problem and state to words, in English and Simplified Chinese. */
@NullMarked
package app.gatehouse.text;

import org.jspecify.annotations.NullMarked;
