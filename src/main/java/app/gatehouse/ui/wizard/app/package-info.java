/** First page: which app is published. Finding apps is the service's work. */
@NullMarked
package app.gatehouse.ui.wizard.app;

import org.jspecify.annotations.NullMarked;
