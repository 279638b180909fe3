package app.gatehouse.ui.guide;

import app.gatehouse.guide.Guide;
import app.gatehouse.guide.Guides;
import app.gatehouse.guide.HomeAddresses;
import app.gatehouse.guide.PortRule;
import app.gatehouse.guide.RouterBrand;
import app.gatehouse.guide.Topic;
import app.gatehouse.model.network.HomeReport;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Which guides help a home, and whose menus they name. Used on the thread that draws only. */
public final class GuideModel {
  private final Guides guides;
  private final Supplier<Set<PortRule>> rules;
  private final ReadOnlyObjectWrapper<List<Guide>> shown = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<RouterBrand>> brand =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
  private @Nullable HomeReport home;

  /**
   * @param rules what has to be forwarded; asked when a home is shown
   */
  public GuideModel(Guides guides, Supplier<Set<PortRule>> rules) {
    this.guides = guides;
    this.rules = rules;
  }

  /** Guides for what was found; none for null. A router that is recognised is chosen. */
  public void show(@Nullable HomeReport found) {
    home = found;
    var router = found == null ? null : found.router();
    if (router != null) {
      var recognised = guides.brands().recognise(router.name());
      if (recognised.isPresent()) {
        brand.set(recognised);
      }
    }
    refresh();
  }

  /** Names the menus of that brand; of none where it is empty. */
  public void choose(Optional<RouterBrand> wanted) {
    brand.set(wanted);
    refresh();
  }

  /** Unfolds the guides, or folds them again. */
  public void toggle() {
    open.set(!open.get());
  }

  /** The best first; empty where a button does it or nothing is known yet. */
  ReadOnlyObjectProperty<List<Guide>> shown() {
    return shown.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<RouterBrand>> brand() {
    return brand.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty open() {
    return open.getReadOnlyProperty();
  }

  /** Whether a guide is shown that names menus. */
  boolean asksForBrand() {
    return shown.get().stream().anyMatch(guide -> guide.topic() == Topic.FORWARD);
  }

  List<RouterBrand> brands() {
    return guides.brands().brands();
  }

  String name(RouterBrand known) {
    return guides.name(known);
  }

  private void refresh() {
    shown.set(
        home == null
            ? List.of()
            : guides.of(home, HomeAddresses.of(home, rules.get()), brand.get().orElse(null)));
  }
}
