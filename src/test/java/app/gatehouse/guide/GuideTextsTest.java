package app.gatehouse.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every guide has the same words in both languages, and every router says where it was read. */
class GuideTextsTest {
  private static final Path FOLDER = Path.of("src/main/resources/guide");
  private static final Set<String> MENU_STEPS = Set.of("forward.menu", "forward.reserve");

  private final Map<String, String> english = load("en");
  private final Map<String, String> chinese = load("zh-CN");
  private final List<RouterBrand> brands = RouterBrands.load().brands();

  @Test
  void bothLanguagesHaveTheSameKeys() {
    assertThat(chinese.keySet()).isEqualTo(english.keySet());
  }

  @Test
  void bothLanguagesFillTheSamePlaces() {
    for (var key : english.keySet()) {
      assertThat(places(chinese.get(key))).as(key).isEqualTo(places(english.get(key)));
    }
  }

  @Test
  void everyPlaceHasWordsForWhenItIsNotKnown() {
    for (var text : english.values()) {
      for (var place : places(text)) {
        assertThat(english).containsKey("unknown." + place);
      }
    }
  }

  @Test
  void noTextIsMissingEmptyOrUnused() {
    var needed =
        Arrays.stream(Topic.values())
            .flatMap(
                topic ->
                    Stream.concat(Stream.of("title", "lead"), topic.steps().stream())
                        .map(part -> topic.id() + "." + part))
            .collect(Collectors.toCollection(TreeSet::new));
    brands.forEach(brand -> needed.add("brand." + brand.id()));
    assertThat(english.keySet()).containsAll(needed);
    assertThat(english.values()).noneMatch(String::isBlank);
    assertThat(chinese.values()).noneMatch(String::isBlank);

    MENU_STEPS.forEach(step -> needed.add(step + ".known"));
    var extras = Set.of(".script", ".hint");
    assertThat(english.keySet())
        .allMatch(
            key ->
                key.startsWith("unknown.")
                    || needed.contains(key)
                    || extras.stream()
                        .anyMatch(
                            end -> key.endsWith(end) && needed.contains(key.replace(end, ""))));
  }

  @Test
  void everyMenuOfARouterSaysWhereItWasRead() {
    assertThat(brands).isNotEmpty().extracting(RouterBrand::id).doesNotHaveDuplicates();
    for (var brand : brands) {
      assertThat(brand.signs())
          .as(brand.id())
          .isNotEmpty()
          .allMatch(s -> s.equals(s.toLowerCase()));
      assertThat(brand.menus()).as(brand.id()).isNotEmpty();
      assertThat(brand.menus().keySet()).isSubsetOf("en", "zh-CN");
      for (var menus : brand.menus().values()) {
        assertThat(menus.sources()).as(brand.id()).isNotEmpty().noneMatch(String::isBlank);
        assertThat(menus.forward() != null || menus.reserve() != null).as(brand.id()).isTrue();
      }
    }
  }

  private static Set<String> places(String text) {
    return GuideTexts.PLACE
        .matcher(text)
        .results()
        .map(r -> r.group(1))
        .collect(Collectors.toSet());
  }

  private static Map<String, String> load(String language) {
    var texts = new Properties();
    try (var file = Files.newBufferedReader(FOLDER.resolve(language + ".properties"))) {
      texts.load(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return texts.stringPropertyNames().stream()
        .collect(Collectors.toMap(k -> k, texts::getProperty));
  }
}
