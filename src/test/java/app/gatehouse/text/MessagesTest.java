package app.gatehouse.text;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.problem.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text exists in both languages, is used, and is not empty. */
class MessagesTest {
  private static final Path BUNDLES = Path.of("src/main/resources/text");
  private static final Pattern PLACE = Pattern.compile("\\{[A-Za-z0-9_-]+}");

  /** A literal that looks like a key, or the beginning of one that is put together. */
  private static final Pattern LITERAL =
      Pattern.compile("\"([a-z][a-z0-9-]*(?:\\.[A-Za-z0-9-]+)*\\.?)\"");

  private final Map<String, String> english = load("messages.properties");
  private final Map<String, String> chinese = load("messages_zh_CN.properties");

  @Test
  void bothLanguagesHaveTheSameKeys() {
    assertThat(missing(english, chinese)).as("add these to messages_zh_CN.properties").isEmpty();
    assertThat(missing(chinese, english)).as("add these to messages.properties").isEmpty();
  }

  @Test
  void noTextIsEmpty() {
    assertThat(blank(english)).as("empty in messages.properties").isEmpty();
    assertThat(blank(chinese)).as("empty in messages_zh_CN.properties").isEmpty();
  }

  @Test
  void noKeyStandsTwice() throws IOException {
    for (var file : new String[] {"messages.properties", "messages_zh_CN.properties"}) {
      var seen = new HashSet<String>();
      var twice =
          lines(file).map(line -> line.substring(0, line.indexOf('='))).filter(k -> !seen.add(k));
      assertThat(twice).as("twice in " + file).isEmpty();
    }
  }

  @Test
  void bothLanguagesSpeakOfTheSameFacts() {
    var different =
        english.keySet().stream()
            .filter(chinese::containsKey)
            .filter(key -> !places(english.get(key)).equals(places(chinese.get(key))))
            // A sentence may do without a fact in one language only where the fact has a fallback.
            .filter(key -> !key.startsWith("problem."))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(different).as("places such as {0} differ between the languages").isEmpty();
  }

  @Test
  void everyProblemHasItsWords() {
    var missing =
        Arrays.stream(ProblemCode.values())
            .flatMap(
                code ->
                    Stream.of("title", "cause", "action")
                        .map(part -> "problem." + code.wireName() + "." + part))
            .filter(key -> !english.containsKey(key))
            .toList();
    assertThat(missing).as("add these to both bundles").isEmpty();
  }

  @Test
  void everyFactInAProblemHasAFallback() {
    var without =
        english.entrySet().stream()
            .filter(e -> e.getKey().startsWith("problem."))
            .flatMap(e -> places(e.getValue()).stream())
            .map(place -> "fact." + place.substring(1, place.length() - 1))
            .filter(key -> !english.containsKey(key))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(without).as("add these to both bundles").isEmpty();
  }

  @Test
  void everyKeyIsUsed() throws IOException {
    var literals = literals();
    var unused =
        english.keySet().stream()
            .filter(key -> !isUsed(key, literals))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(unused).as("remove these from both bundles, or use them").isEmpty();
  }

  @Test
  void everyWholeKeyInTheCodeExists() throws IOException {
    var families =
        english.keySet().stream()
            .filter(key -> key.indexOf('.') > 0)
            .map(key -> key.substring(0, key.indexOf('.') + 1))
            .collect(Collectors.toSet());
    var missing =
        calls()
            .filter(key -> families.contains(key.substring(0, key.indexOf('.') + 1)))
            .filter(key -> !key.endsWith(".") && !english.containsKey(key))
            .filter(key -> english.keySet().stream().noneMatch(k -> k.startsWith(key + ".")))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(missing).as("the code asks for these; add them to both bundles").isEmpty();
  }

  private static boolean isUsed(String key, Set<String> literals) {
    if (literals.contains(key)) {
      return true;
    }
    // Put together from a prefix that ends with a dot: "problem." + code + ".title".
    for (var dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
      if (literals.contains(key.substring(0, dot + 1))) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> literals() throws IOException {
    return matches(LITERAL).collect(Collectors.toSet());
  }

  private static Stream<String> calls() throws IOException {
    return matches(Pattern.compile("\\.get\\(\\s*\"([a-z][a-z0-9-]*(?:\\.[A-Za-z0-9-]+)+)\""));
  }

  private static Stream<String> matches(Pattern pattern) throws IOException {
    try (var files = Files.walk(Path.of("src/main/java"))) {
      var texts = new HashMap<Path, String>();
      for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        texts.put(file, Files.readString(file));
      }
      return texts.values().stream()
          .flatMap(text -> pattern.matcher(text).results().map(found -> found.group(1)))
          .toList()
          .stream();
    }
  }

  private static Set<String> places(String text) {
    return PLACE.matcher(text).results().map(r -> r.group()).collect(Collectors.toSet());
  }

  private static Set<String> missing(Map<String, String> from, Map<String, String> in) {
    var keys = new TreeSet<>(from.keySet());
    keys.removeAll(in.keySet());
    return keys;
  }

  private static Set<String> blank(Map<String, String> texts) {
    return texts.entrySet().stream()
        .filter(e -> e.getValue().isBlank())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, String> load(String file) {
    try {
      var texts = new LinkedHashMap<String, String>();
      lines(file)
          .forEach(
              line -> {
                var split = line.indexOf('=');
                texts.put(line.substring(0, split), line.substring(split + 1));
              });
      return texts;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<String> lines(String file) throws IOException {
    return Files.readAllLines(BUNDLES.resolve(file), StandardCharsets.UTF_8).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"));
  }
}
