package app.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds {@code THIRD-PARTY.md} against what is shipped: the image's libraries. */
class ThirdPartyTest {
  /** What may be shipped together with Apache-2.0 as we ship it: unchanged jars on a class path. */
  private static final Set<String> LICENCES =
      Set.of(
          "Apache-2.0",
          "MIT",
          "BSD-3-Clause",
          "LGPL-2.1-or-later",
          "GPL-2.0-only WITH Classpath-exception-2.0");

  @Test
  void everyShippedLibraryIsListedAndNoOther() throws IOException {
    assertThat(listed().keySet()).containsExactlyInAnyOrderElementsOf(shipped());
  }

  @Test
  void everyLicenceIsOneThatWeMayShip() throws IOException {
    assertThat(listed()).allSatisfy((library, licence) -> assertThat(LICENCES).contains(licence));
  }

  private static Set<String> shipped() throws IOException {
    var image = Path.of(System.getProperty("image", "target/gatehouse"), "lib");
    try (var files = Files.walk(image)) {
      var names = new TreeSet<String>();
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar") && !name.equals("gatehouse.jar"))
          .map(name -> name.replaceFirst("-[0-9].*", ""))
          .forEach(names::add);
      return names;
    }
  }

  /** Library and licence of every row of the table. */
  private static TreeMap<String, String> listed() throws IOException {
    var rows = new TreeMap<String, String>();
    for (var line : Files.readAllLines(Path.of("src/docs/THIRD-PARTY.md"))) {
      if (line.startsWith("| ") && !line.startsWith("| library ")) {
        var cells = line.split("\\|");
        rows.put(cells[1].strip(), cells[2].strip());
      }
    }
    return rows;
  }
}
