/**
 * Finds the web apps that listen on this computer and recognises those it has a preset for. What is
 * known about an app is data: one JSON file per app in {@code src/main/resources/apps}.
 *
 * <p>Only reads: at most two requests per port, to this computer only. Must not know how the socket
 * table of a system is read (that is {@code platform}'s) nor what a found app is used for.
 *
 * <p>Start reading at {@link app.gatehouse.apps.AppFinder}, then {@link app.gatehouse.apps.Preset}.
 */
@NullMarked
package app.gatehouse.apps;

import org.jspecify.annotations.NullMarked;
