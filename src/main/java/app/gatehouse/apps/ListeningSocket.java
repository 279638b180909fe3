package app.gatehouse.apps;

import org.jspecify.annotations.Nullable;

/**
 * A TCP socket that waits for connections on this computer.
 *
 * @param bind the address it is bound to, without brackets; {@code 0.0.0.0} or {@code ::} for all
 * @param pid the program that holds it, when this user may know
 * @param process the program's name, when this user may know
 */
public record ListeningSocket(
    String bind, int port, @Nullable Long pid, @Nullable String process) {}
