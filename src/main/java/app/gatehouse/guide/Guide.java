package app.gatehouse.guide;

import java.util.List;

/**
 * A guide in words, ready to be shown.
 *
 * @param lead one sentence: when it helps
 */
public record Guide(Topic topic, String title, String lead, List<Step> steps) {
  public Guide {
    steps = List.copyOf(steps);
  }
}
