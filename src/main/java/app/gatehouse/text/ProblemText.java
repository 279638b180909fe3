package app.gatehouse.text;

/**
 * A problem in words.
 *
 * @param title what is wrong, in one line
 * @param cause why, in a sentence or two
 * @param action what to do next
 */
public record ProblemText(String title, String cause, String action) {}
