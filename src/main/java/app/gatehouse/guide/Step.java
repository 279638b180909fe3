package app.gatehouse.guide;

import org.jspecify.annotations.Nullable;

/**
 * One thing to do.
 *
 * @param id stable, for scripts; unique in its guide
 * @param script words to read to somebody on the telephone, if there is somebody to call
 */
public record Step(String id, String text, @Nullable String script) {}
