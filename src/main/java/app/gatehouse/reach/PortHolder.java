package app.gatehouse.reach;

import org.jspecify.annotations.Nullable;

/**
 * Who listens on a port.
 *
 * @param bind the address it is bound to
 * @param pid null when this user may not know
 * @param process the program's name, null when this user may not know
 */
public record PortHolder(String bind, @Nullable Long pid, @Nullable String process) {}
