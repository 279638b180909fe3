package app.gatehouse.guide;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A make of router and where its settings lie.
 *
 * @param id as {@code doctor --guide} takes it
 * @param signs any of these in its name, in small letters, tells that it is one
 * @param menus by language tag ({@code en}, {@code zh-CN}); a router speaks the language that it
 *     was sold with, so a language that is missing is shown in the other one
 */
public record RouterBrand(String id, List<String> signs, Map<String, Menus> menus) {
  public RouterBrand {
    signs = List.copyOf(signs);
    menus = Map.copyOf(menus);
  }

  /**
   * Only what a source says; what is null was found nowhere and is described in general words.
   *
   * @param forward menu entries that lead to port forwarding
   * @param reserve menu entries that lead to fixed addresses
   * @param sources where it is written
   */
  public record Menus(
      @Nullable List<String> forward, @Nullable List<String> reserve, List<String> sources) {}

  boolean isMeantBy(String name) {
    var small = name.toLowerCase(Locale.ROOT);
    return signs.stream().anyMatch(small::contains);
  }

  Optional<String> forward(String language) {
    return path(language, Menus::forward);
  }

  Optional<String> reserve(String language) {
    return path(language, Menus::reserve);
  }

  private Optional<String> path(String language, Part part) {
    return Optional.ofNullable(menus.get(language))
        .map(part::of)
        .or(() -> menus.values().stream().flatMap(each -> stream(part.of(each))).findFirst())
        .map(path -> String.join(" → ", path));
  }

  private static Stream<List<String>> stream(@Nullable List<String> path) {
    return Stream.ofNullable(path);
  }

  private interface Part {
    @Nullable List<String> of(Menus menus);
  }
}
