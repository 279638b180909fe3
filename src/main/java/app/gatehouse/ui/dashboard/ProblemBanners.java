package app.gatehouse.ui.dashboard;

import app.gatehouse.problem.Problem;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Children;
import app.gatehouse.ui.shared.ProblemBanner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/** Banners; one stays as long as its problem does, with whatever is unfolded or focused in it. */
final class ProblemBanners extends VBox {
  private final Texts texts;
  private final Consumer<Fix> fix;
  private Map<Problem, Node> shown = Map.of();

  ProblemBanners(Texts texts, Consumer<Fix> fix) {
    this.texts = texts;
    this.fix = fix;
    getStyleClass().add("banner-list");
    managedProperty().bind(visibleProperty());
    setVisible(false);
  }

  void show(List<Problem> problems) {
    var now = new LinkedHashMap<Problem, Node>();
    for (var problem : problems) {
      var known = shown.get(problem);
      now.put(problem, known == null ? banner(problem) : known);
    }
    shown = now;
    Children.update(this, List.copyOf(now.values()));
    setVisible(!now.isEmpty());
  }

  private Node banner(Problem problem) {
    return Fix.of(problem)
        .map(way -> ProblemBanner.of(problem, texts, button(way)))
        .orElseGet(() -> ProblemBanner.of(problem, texts));
  }

  private Node button(Fix way) {
    var button = new Button(texts.get(way.key()));
    button.getStyleClass().add("fix-button");
    button.setOnAction(event -> fix.accept(way));
    return button;
  }
}
