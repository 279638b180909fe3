package app.gatehouse.ui.shared;

/**
 * A question with two answers, in words.
 *
 * @param yes words of the button that does it
 * @param no words of the button that leaves everything as it is
 * @param action what "yes" does
 */
public record Question(String title, String text, String yes, String no, Runnable action) {}
