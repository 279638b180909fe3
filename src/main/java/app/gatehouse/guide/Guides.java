package app.gatehouse.guide;

import app.gatehouse.model.network.HomeReport;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All guides in one language. Immutable. */
public final class Guides {
  private final RouterBrands brands = RouterBrands.load();
  private final GuideTexts texts;
  private final boolean mainlandChina;

  /**
   * @param zone this computer's own
   */
  public Guides(Locale locale, ZoneId zone) {
    texts = new GuideTexts(locale);
    mainlandChina = MainlandChina.isLikely(locale, zone);
  }

  public RouterBrands brands() {
    return brands;
  }

  /** The brand's name as people of this language know it. */
  public String name(RouterBrand brand) {
    return texts.get("brand." + brand.id(), Map.of());
  }

  /**
   * What helps this home, the best first; empty where a button does it or nothing is known yet.
   *
   * @param brand whose menus are named; null for general words
   */
  public List<Guide> of(HomeReport home, HomeAddresses addresses, @Nullable RouterBrand brand) {
    var topics = new ArrayList<>(Topic.of(home));
    if (mainlandChina && !topics.isEmpty()) {
      topics.add(Topic.MAINLAND_CHINA);
    }
    return topics.stream().map(topic -> of(topic, addresses, brand)).toList();
  }

  public Guide of(Topic topic, HomeAddresses addresses, @Nullable RouterBrand brand) {
    var places = new LinkedHashMap<>(addresses.places());
    var steps = new ArrayList<Step>();
    for (var step : topic.steps()) {
      if (step.equals("rule")) {
        addresses.rules().forEach(rule -> steps.add(rule(topic, rule, places)));
        hint(topic, brand).ifPresent(steps::add);
      } else {
        steps.add(step(topic, step, brand, places));
      }
    }
    var base = topic.id() + ".";
    return new Guide(
        topic, texts.get(base + "title", places), texts.get(base + "lead", places), steps);
  }

  private Step step(
      Topic topic, String id, @Nullable RouterBrand brand, Map<String, String> places) {
    var key = topic.id() + "." + id;
    var script = key + ".script";
    var menu = menu(id, brand);
    var filled = new LinkedHashMap<>(places);
    menu.ifPresent(path -> filled.put("menu", path));
    var text = texts.get(menu.isPresent() ? key + ".known" : key, filled);
    return new Step(id, text, texts.has(script) ? texts.get(script, places) : null);
  }

  private Optional<String> menu(String step, @Nullable RouterBrand brand) {
    return Optional.ofNullable(brand)
        .flatMap(
            known ->
                switch (step) {
                  case "menu" -> known.forward(texts.language());
                  case "reserve" -> known.reserve(texts.language());
                  default -> Optional.empty();
                });
  }

  private Step rule(Topic topic, PortRule rule, Map<String, String> places) {
    var filled = new LinkedHashMap<>(places);
    filled.put("outer", Integer.toString(rule.outer()));
    filled.put("inner", Integer.toString(rule.inner()));
    return new Step("rule-" + rule.outer(), texts.get(topic.id() + ".rule", filled), null);
  }

  private Optional<Step> hint(Topic topic, @Nullable RouterBrand brand) {
    return Optional.ofNullable(brand)
        .map(known -> "brand." + known.id() + ".hint")
        .filter(texts::has)
        .map(key -> new Step("hint", texts.get(key, Map.of()), null))
        .filter(hint -> topic == Topic.FORWARD);
  }
}
