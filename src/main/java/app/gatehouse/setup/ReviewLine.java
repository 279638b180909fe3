package app.gatehouse.setup;

import java.util.Map;

/**
 * One line of the review.
 *
 * @param topic what it is about
 * @param key of its text
 * @param facts that the text speaks of
 */
public record ReviewLine(ReviewTopic topic, String key, Map<String, String> facts) {
  public ReviewLine {
    facts = Map.copyOf(facts);
  }
}
