/** What is published: a site, its address, its app, its protection and limits. */
@NullMarked
package app.gatehouse.model.site;

import org.jspecify.annotations.NullMarked;
