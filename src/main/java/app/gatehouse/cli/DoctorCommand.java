package app.gatehouse.cli;

import app.gatehouse.cli.Surroundings.Inspection;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.text.HomeWords;
import app.gatehouse.text.Words;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gatehouse doctor}: every reachability check, then one verdict. */
@Command(name = "doctor", description = "cli.doctor.about")
final class DoctorCommand extends Answering {
  @Option(
      names = "--port",
      split = ",",
      paramLabel = "80,443",
      hideParamSyntax = true,
      descriptionKey = "cli.doctor.option.port")
  private Set<Integer> ports = new LinkedHashSet<>();

  @Option(names = "--name", paramLabel = "HOST", descriptionKey = "cli.doctor.option.name")
  private @Nullable String name;

  @Option(names = "--map", descriptionKey = "cli.doctor.option.map")
  private boolean map;

  @Option(names = "--no-outside", descriptionKey = "cli.doctor.option.no-outside")
  private boolean insideOnly;

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "PARTY,…",
      hideParamSyntax = true,
      descriptionKey = "cli.doctor.option.without")
  private Set<String> without = new LinkedHashSet<>();

  @Option(
      names = "--guide",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "BRAND",
      descriptionKey = "cli.doctor.option.guide")
  private @Nullable String guide;

  DoctorCommand(GatehouseCommand gatehouse) {
    super(gatehouse);
  }

  @Override
  int answer() throws ProblemException {
    var wanted = ports.isEmpty() ? Set.of(80, 443) : ports;
    if (wanted.stream().anyMatch(port -> port < 1 || port > 65535)) {
      throw gatehouse().usage(texts().get("cli.doctor.port-range"));
    }
    var byHand = new GuideChoice(texts(), guide);
    var stranger = byHand.unknown();
    if (stranger.isPresent()) {
      throw gatehouse()
          .usage(texts().get("cli.doctor.guide.unknown", stranger.get(), byHand.known()));
    }
    var address = name == null ? null : SiteAddress.of(AddressKind.OWN_DOMAIN, name);
    try (var inspection =
        gatehouse().surroundings().inspect(gatehouse().home(), gatehouse().overrides())) {
      var home = home(inspection, wanted, address);
      var leads = address == null ? null : inspection.checkName(address);
      if (isJson()) {
        var shape = shape(home, leads);
        shape.put("guides", byHand.shapes(home, wanted));
        print(shape);
      } else {
        var page = new HomeWords(words(), texts());
        page.report(home);
        byHand.print(home, wanted, words());
        if (leads != null) {
          page.name(leads);
        }
      }
      return problems(home, leads).anyMatch(Problem::isError)
          ? ExitStatus.PROBLEM
          : ExitStatus.WELL;
    }
  }

  /** Whoever is to be asked is named before anybody is asked. */
  private HomeReport home(Inspection inspection, Set<Integer> wanted, @Nullable SiteAddress address)
      throws ProblemException {
    if (insideOnly) {
      return inspection.checkHome(wanted);
    }
    var parties = inspection.probeParties();
    var unknown = new LinkedHashSet<>(without);
    parties.forEach(party -> unknown.remove(party.id()));
    if (!unknown.isEmpty()) {
      throw gatehouse().usage(texts().get("cli.doctor.no-party", String.join(", ", unknown)));
    }
    var asked = parties.stream().filter(party -> !without.contains(party.id())).toList();
    new HomeWords(new Words(gatehouse().terminal().err(), texts()), texts()).parties(asked);
    var host = address == null || address.isIp() ? null : address.host();
    return inspection.proveHome(new ProofWish(wanted, host, without, map));
  }

  private static Stream<Problem> problems(HomeReport home, @Nullable NameReport leads) {
    return Stream.concat(
            home.checks().stream().map(check -> check.problem()),
            Stream.of(home.verdict().problem(), leads == null ? null : leads.problem()))
        .filter(Objects::nonNull);
  }

  private static LinkedHashMap<String, Object> shape(HomeReport home, @Nullable NameReport leads) {
    var shape = new LinkedHashMap<String, Object>();
    shape.put("verdict", home.verdict());
    shape.put("checks", home.checks());
    shape.put("ports", home.ports());
    shape.put("way", home.way());
    shape.put("addresses", home.addresses());
    if (home.router() != null) {
      shape.put("router", home.router());
    }
    if (leads != null) {
      shape.put("name", leads);
    }
    return shape;
  }
}
