package app.gatehouse.model.network;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a proof by phone is.
 *
 * @param links one for each port that can be tried
 * @param knocks how often a link was opened so far, from wherever
 * @param open ports that were opened from outside
 * @param fromInside whether the last visit came from this home itself: the phone is still on Wi-Fi
 * @param over whether nobody is waited for any more
 * @param report this home as it is known by now
 */
public record PhoneVisit(
    List<PhoneLink> links,
    int knocks,
    Set<Integer> open,
    boolean fromInside,
    boolean over,
    @Nullable HomeReport report) {
  public PhoneVisit {
    links = List.copyOf(links);
    open = Set.copyOf(open);
  }
}
