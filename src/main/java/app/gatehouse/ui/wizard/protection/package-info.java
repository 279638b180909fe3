/**
 * Fourth page: who may use the app. Secrets typed here live in the session only, until the service
 * has them.
 */
@NullMarked
package app.gatehouse.ui.wizard.protection;

import org.jspecify.annotations.NullMarked;
