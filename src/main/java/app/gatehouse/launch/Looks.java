package app.gatehouse.launch;

import app.gatehouse.forward.Forwarder;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.Verdict;
import app.gatehouse.model.site.AppKind;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.net.PortProbe;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.AppSearch;
import app.gatehouse.service.part.HomeReader;
import app.gatehouse.state.Settings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at this computer and its home. */
final class Looks {
  Looks(Settings settings, @Nullable Forwarder forwarder) {}

  AppSearch apps() {
    return new AppSearch() {
      @Override
      public List<LocalApp> find() {
        return List.of();
      }

      @Override
      public LocalApp examine(String typed) throws ProblemException {
        var up = Upstream.of(typed);
        return new LocalApp(up, "generic", "generic", AppKind.PAGES, null, up.host(), List.of());
      }

      @Override
      public boolean answers(Upstream app) {
        try {
          return PortProbe.canConnect(
              new InetSocketAddress(app.host(), app.port()), Duration.ofMillis(500));
        } catch (InterruptedException e) {
          return false;
        }
      }
    };
  }

  HomeReader home() {
    return new HomeReader() {
      @Override
      public HomeReport check(Set<Integer> ports) {
        return new HomeReport(
            new Verdict(PortOutcome.UNKNOWN, Problem.warning(ProblemCode.REACHABILITY_UNPROVEN)),
            List.of(),
            List.of(),
            List.of(),
            null);
      }

      @Override
      public NameReport checkName(SiteAddress address) {
        return new NameReport(address.host(), List.of(), false, null);
      }
    };
  }
}
