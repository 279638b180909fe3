package app.gatehouse.alert;

/**
 * What is told.
 *
 * @param subject one line
 * @param text some lines
 * @param urgent whether it is about trouble rather than its end
 */
public record AlertMessage(String subject, String text, boolean urgent) {}
