package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.support.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The .deb of what was built here. Each version is packed once in a run. */
final class DebPackage {
  private static final String IMAGE = "target/dist/gatehouse";
  private static final Path PACKED = Path.of("target/dist/for-tests");
  private static final Map<String, Path> MADE = new HashMap<>();

  private DebPackage() {}

  /** Lays the package of the release image into {@code /root} of a machine. */
  static void bring(String version, Machine machine) throws IOException, InterruptedException {
    var deb = file(version);
    Files.copy(deb, machine.file("/root/" + deb.getFileName()));
  }

  /** The package of the release image. */
  static synchronized Path file(String version) throws IOException, InterruptedException {
    if (MADE.isEmpty()) {
      makeImage();
    }
    var made = MADE.get(version);
    return made == null ? make(version) : made;
  }

  /** Anew in each run: what it is made of is more than can be compared. */
  private static void makeImage() throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    here(java, "packaging/image/BuildImage.java", "target/gatehouse", IMAGE);
  }

  private static Path make(String version) throws IOException, InterruptedException {
    here("bash", "packaging/linux/build-packages.sh", IMAGE, version, PACKED.toString());
    try (var debs = Files.newDirectoryStream(PACKED, "gatehouse_" + version + "_*.deb")) {
      var deb = debs.iterator().next();
      MADE.put(version, deb);
      return deb;
    }
  }

  private static void here(String... command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).inheritIO();
    // Packed and read a few times: not worth a minute of compression.
    builder.environment().put("DEB_COMPRESSION", "none");
    var process = builder.start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
