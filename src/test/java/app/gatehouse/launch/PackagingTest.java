package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** What the packages of all systems must agree on, and what can be read on any of them. */
class PackagingTest {
  private static final Path PACKAGING = Path.of("packaging");
  private static final Path PROGRAMS = PACKAGING.resolve("bin");
  private static final Path WINDOWS = PACKAGING.resolve("windows");
  private static final Path MACOS = PACKAGING.resolve("macos");
  private static final Pattern MAIN = Pattern.compile("app\\.gatehouse\\.launch\\.\\w+");

  @Test
  void everyXmlFileIsWellFormed() throws Exception {
    var files = files(".*\\.(wxs|wxi|plist|policy)");
    assertThat(files).hasSizeGreaterThan(5);
    for (var file : files) {
      assertThat(xml(file)).isNotNull();
    }
  }

  @Test
  void everyProgramStartsTheSameMainOnWindows() throws IOException {
    assertThat(names(WINDOWS.resolve("bin")))
        .isEqualTo(
            names(PROGRAMS).stream()
                .map(name -> name.replace(".sh", "") + ".cmd")
                .collect(Collectors.toCollection(TreeSet::new)));
    for (var program : names(PROGRAMS)) {
      if (!program.equals("launch.sh")) {
        assertThat(mains(WINDOWS.resolve("bin").resolve(program + ".cmd")))
            .isEqualTo(mains(PROGRAMS.resolve(program)));
      }
    }
  }

  /** cmd.exe misses labels where lines end otherwise. */
  @Test
  void windowsScriptsEndTheirLinesAsWindowsDoes() throws IOException {
    for (var file : files(".*\\.cmd")) {
      assertThat(Files.readString(file).replace("\r\n", "")).as("%s", file).doesNotContain("\n");
    }
  }

  @Test
  void theInstallersWordsAreTheSameInBothLanguages() throws IOException {
    assertThat(defined(WINDOWS.resolve("words_zh_CN.wxi")))
        .isEqualTo(defined(WINDOWS.resolve("words_en.wxi")))
        .isNotEmpty();
  }

  @Test
  void theServiceOfWindowsIsTheOneThatClientsLookFor() throws IOException {
    var installed = Installation.of("Windows", Map.of("ProgramData", "/data"));
    var source = Files.readString(WINDOWS.resolve("gatehouse.wxs"));
    assertThat(source)
        .contains("Account=\"NT SERVICE\\" + installed.account() + "\"")
        .contains("<Directory Id=\"DATADIR\" Name=\"" + installed.home().getParent().getFileName())
        .contains("Name=\"" + installed.socket().getParent().getFileName() + "\"");
  }

  @Test
  void theServiceOfMacosIsTheOneThatClientsLookFor() throws Exception {
    var installed = Installation.of("Mac OS X", Map.of());
    var daemon = xml(MACOS.resolve("app.gatehouse.service.plist")).getTextContent();
    assertThat(daemon.lines().map(String::strip))
        .contains(installed.account(), installed.home().getParent().toString());
    var program = "/Applications/Gatehouse.app/Contents/app/bin/gatehouse-service";
    assertThat(daemon).contains(program);
    assertThat(PROGRAMS.resolve("gatehouse-service")).exists();
    assertThat(Files.readString(MACOS.resolve("scripts/postinstall")))
        .contains("data=\"" + installed.home().getParent() + "\"")
        .contains("\"$data/" + installed.home().getFileName() + "\"")
        .contains("\"$data/" + installed.socket().getParent().getFileName() + "\"")
        .contains("/Users/" + installed.account());
  }

  private static List<Path> files(String pattern) throws IOException {
    try (var all = Files.walk(PACKAGING)) {
      return all.filter(file -> file.getFileName().toString().matches(pattern)).toList();
    }
  }

  private static TreeSet<String> names(Path folder) throws IOException {
    try (var all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> mains(Path program) throws IOException {
    return MAIN.matcher(Files.readString(program))
        .results()
        .map(found -> found.group())
        .collect(Collectors.toSet());
  }

  private static Set<String> defined(Path words) throws IOException {
    return Pattern.compile("<\\?define (\\w+)=")
        .matcher(Files.readString(words))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  /** Without fetching the DTD that a plist names. */
  private static Element xml(Path file) throws Exception {
    var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
    return builder.parse(file.toFile()).getDocumentElement();
  }
}
