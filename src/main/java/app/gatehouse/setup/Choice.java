package app.gatehouse.setup;

import java.util.Map;

/**
 * One of several answers to choose from.
 *
 * @param id what is given back when it is chosen
 * @param key of its text
 * @param facts that the text speaks of
 */
public record Choice(String id, String key, Map<String, String> facts) {
  public Choice {
    facts = Map.copyOf(facts);
  }
}
