package app.gatehouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstallationTest {
  @Test
  void everySystemHasItsOwnPlaces() {
    assertThat(Installation.of("Linux", Map.of()))
        .isEqualTo(
            new Installation(
                Path.of("/var/lib/gatehouse"),
                Path.of("/run/gatehouse/control.sock"),
                "gatehouse"));
    assertThat(Installation.of("Mac OS X", Map.of()))
        .isEqualTo(
            new Installation(
                Path.of("/Library/Application Support/Gatehouse/state"),
                Path.of("/Library/Application Support/Gatehouse/control/control.sock"),
                "_gatehouse"));
    assertThat(Installation.of("Windows 11", Map.of("ProgramData", "/somewhere")))
        .isEqualTo(
            new Installation(
                Path.of("/somewhere/Gatehouse/state"),
                Path.of("/somewhere/Gatehouse/control/control.sock"),
                "Gatehouse"));
  }

  /** The shortest limit of any system is macOS's. */
  @Test
  void noSocketsPathIsTooLong() {
    for (var system : new String[] {"Linux", "Mac OS X", "Windows 11"}) {
      assertThat(Installation.of(system, Map.of()).socket().toString()).hasSizeLessThan(104);
    }
  }
}
