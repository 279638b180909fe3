package app.gatehouse.platform.linux.firewall;

import app.gatehouse.model.network.Passage;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * TCP ports that visitors come to: one to {@value #MOST} of them.
 *
 * @param numbers from 1 to 65535, in order
 */
public record Ports(SortedSet<Integer> numbers) {
  private static final int MOST = 8;
  private static final int HIGHEST = 65535;

  public Ports {
    numbers = Collections.unmodifiableSortedSet(new TreeSet<>(numbers));
    if (numbers.isEmpty()
        || numbers.size() > MOST
        || numbers.first() < 1
        || numbers.last() > HIGHEST) {
      throw new IllegalArgumentException("not ports to open: " + numbers);
    }
  }

  static Ports of(Integer... numbers) {
    return new Ports(new TreeSet<>(List.of(numbers)));
  }

  /** Decimal numbers without anything around them; empty when one is something else. */
  public static Optional<Ports> parse(Collection<String> words) {
    if (words.isEmpty()
        || words.size() > MOST
        || !words.stream().allMatch(word -> word.matches("[1-9][0-9]{0,4}"))) {
      return Optional.empty();
    }
    var numbers =
        words.stream().map(Integer::valueOf).collect(Collectors.toCollection(TreeSet::new));
    return numbers.last() > HIGHEST ? Optional.empty() : Optional.of(new Ports(numbers));
  }

  /** What becomes of the visitors of each. */
  SortedMap<Integer, Passage> each(IntFunction<Passage> passage) {
    var all = new TreeMap<Integer, Passage>();
    numbers.forEach(port -> all.put(port, passage.apply(port)));
    return all;
  }

  /** In order, with something between them. */
  public String joined(String separator) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(separator));
  }
}
