package app.gatehouse.setup;

import java.util.Locale;

/** What a line of the review is about; its title is the bundle's {@code review.topic.<id>}. */
public enum ReviewTopic {
  COMPUTER,
  ROUTER,
  NAME,
  PUBLIC,
  NOTE;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
