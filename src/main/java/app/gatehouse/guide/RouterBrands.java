package app.gatehouse.guide;

import app.gatehouse.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routers whose menus are known. Immutable. */
public record RouterBrands(List<RouterBrand> brands) {
  public RouterBrands {
    brands = List.copyOf(brands);
  }

  /** Those that are part of the program. */
  public static RouterBrands load() {
    try (var file = RouterBrands.class.getResourceAsStream("/guide/routers.json")) {
      return Json.PLAIN.read(
          Objects.requireNonNull(file, "guide/routers.json").readAllBytes(), RouterBrands.class);
    } catch (IOException e) {
      throw new UncheckedIOException("guide/routers.json", e);
    }
  }

  public Optional<RouterBrand> of(String id) {
    return brands.stream().filter(brand -> brand.id().equals(id)).findFirst();
  }

  /**
   * Which one a router is, by what it calls itself.
   *
   * @param name such as {@code FRITZ!Box 7590}; null when it did not say
   */
  public Optional<RouterBrand> recognise(@Nullable String name) {
    return Optional.ofNullable(name)
        .flatMap(said -> brands.stream().filter(brand -> brand.isMeantBy(said)).findFirst());
  }
}
