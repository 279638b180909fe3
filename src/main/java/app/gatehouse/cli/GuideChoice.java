package app.gatehouse.cli;

import app.gatehouse.guide.Guide;
import app.gatehouse.guide.Guides;
import app.gatehouse.guide.HomeAddresses;
import app.gatehouse.guide.PortRule;
import app.gatehouse.guide.RouterBrand;
import app.gatehouse.guide.Step;
import app.gatehouse.guide.Topic;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.text.Texts;
import app.gatehouse.text.Words;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code doctor} tells of guides: the steps in short, or everything when it was asked for. */
final class GuideChoice {
  private final Texts texts;
  private final @Nullable String wanted;
  private final Guides guides;

  /**
   * @param wanted a brand's id; empty for the one that is recognised; null when no guide was asked
   *     for
   */
  GuideChoice(Texts texts, @Nullable String wanted) {
    this.texts = texts;
    this.wanted = wanted;
    guides = new Guides(texts.locale(), ZoneId.systemDefault());
  }

  /** A brand that was named and that nobody knows. */
  Optional<String> unknown() {
    return Optional.ofNullable(wanted)
        .filter(name -> !name.isEmpty() && guides.brands().of(name).isEmpty());
  }

  String known() {
    return guides.brands().brands().stream().map(RouterBrand::id).collect(Collectors.joining(", "));
  }

  void print(HomeReport home, Set<Integer> ports, Words words) {
    var helpful = of(home, ports);
    for (var guide : helpful) {
      words.gap();
      words.text(guide.title());
      if (wanted != null) {
        words.paragraph(guide.lead(), "  ");
      }
      for (var i = 0; i < guide.steps().size(); i++) {
        print(guide.steps().get(i), i + 1, words);
      }
    }
    if (wanted == null && !helpful.isEmpty()) {
      words.gap();
      words.paragraph(texts.get("cli.doctor.guide.more", known()), "");
    }
  }

  private void print(Step step, int number, Words words) {
    words.paragraph(step.text(), "  " + number + ". ");
    if (wanted != null && step.script() != null) {
      words.paragraph(texts.get("cli.doctor.guide.read-aloud", step.script()), "     ");
    }
  }

  /** The same for scripts: ids only, since the words may change. */
  List<Map<String, Object>> shapes(HomeReport home, Set<Integer> ports) {
    var shapes = new ArrayList<Map<String, Object>>();
    for (var guide : of(home, ports)) {
      var shape = new LinkedHashMap<String, Object>();
      shape.put("id", guide.topic().id());
      if (guide.topic() == Topic.FORWARD) {
        brand(home).ifPresent(brand -> shape.put("brand", brand.id()));
      }
      shape.put("steps", guide.steps().stream().map(Step::id).toList());
      shapes.add(shape);
    }
    return shapes;
  }

  /** In short only the first one; whoever asks for a guide gets the one about forwards, too. */
  private List<Guide> of(HomeReport home, Set<Integer> ports) {
    var rules = ports.stream().map(port -> new PortRule(port, port)).collect(Collectors.toSet());
    var addresses = HomeAddresses.of(home, rules);
    var brand = brand(home).orElse(null);
    var all = new ArrayList<>(guides.of(home, addresses, brand));
    if (wanted == null) {
      return all.stream().limit(1).toList();
    }
    if (all.stream().noneMatch(guide -> guide.topic() == Topic.FORWARD)) {
      all.add(guides.of(Topic.FORWARD, addresses, brand));
    }
    return all;
  }

  private Optional<RouterBrand> brand(HomeReport home) {
    var router = home.router();
    return Optional.ofNullable(wanted)
        .flatMap(guides.brands()::of)
        .or(() -> guides.brands().recognise(router == null ? null : router.name()));
  }
}
