package app.gatehouse.apps;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.site.AppKind;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.platform.Platform;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.support.FlaskApp;
import app.gatehouse.support.Hfs;
import app.gatehouse.support.Jupyter;
import app.gatehouse.text.Texts;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real apps among everything else that listens on this computer. */
class RealAppsIT {
  private final HttpFetch http = new HttpFetch();
  private final AppFinder finder =
      new AppFinder(Platform.current().sockets(), Presets.load(), http, Set::of);

  @AfterEach
  void close() {
    http.close();
  }

  @Test
  void findsFlask() throws ProblemException {
    try (var flask = FlaskApp.start()) {
      var found = at(flask.port());

      assertThat(found.preset()).isEqualTo("flask");
      assertThat(found.kind()).as("it has a first page for people").isEqualTo(AppKind.PAGES);
      assertThat(found.process()).startsWith("python");
      assertThat(found.bind()).isEqualTo("127.0.0.1");
      assertThat(found.warnings()).isEmpty();
      assertThat(finder.examine("localhost:" + flask.port()).preset()).isEqualTo("flask");
    }
  }

  @Test
  void findsJupyter() throws ProblemException {
    try (var jupyter = Jupyter.start()) {
      var found = at(jupyter.port());

      assertThat(found.preset()).isEqualTo("jupyter");
      assertThat(found.kind()).isEqualTo(AppKind.PAGES);
    }
  }

  @Test
  void findsHfs() throws ProblemException {
    try (var hfs = Hfs.start()) {
      var found = at(hfs.port());

      assertThat(found.preset()).isEqualTo("hfs");
      assertThat(found.warnings())
          .extracting(Problem::code)
          .containsExactly(ProblemCode.APP_TRUSTS_LOCALHOST);
      assertThat(Texts.of(Locale.ENGLISH).problem(found.warnings().getFirst()).action())
          .contains("HFS", "HTTP proxies");
    }
  }

  private LocalApp at(int port) throws ProblemException {
    return finder.find().stream()
        .filter(app -> app.url().port() == port)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing found on port " + port));
  }
}
