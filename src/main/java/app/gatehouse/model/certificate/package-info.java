/** Certificates as values: what is served, and its facts. */
@NullMarked
package app.gatehouse.model.certificate;

import org.jspecify.annotations.NullMarked;
