package app.gatehouse.ui.wizard.trial;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.CheckList;
import app.gatehouse.ui.shared.CheckRow;
import app.gatehouse.ui.shared.CopyButton;
import app.gatehouse.ui.shared.Labels;
import app.gatehouse.ui.shared.Mark;
import app.gatehouse.ui.shared.Page;
import app.gatehouse.ui.shared.PageModel;
import app.gatehouse.ui.shared.PageView;
import app.gatehouse.ui.shared.ProblemBanner;
import app.gatehouse.ui.shared.Trials;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Lays out the trial: its address and what was verified. */
public final class TrialView implements PageView {
  private final TrialViewModel model;
  private final Texts texts;
  private final VBox content = new VBox();
  private final Node node;

  public TrialView(TrialViewModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    content.getStyleClass().add("part");
    node =
        Page.of(
            texts.get("wizard.trial.title"),
            texts.get("wizard.trial.lead"),
            ProblemBanner.slot(model.problem(), texts),
            content);
    model.trial().subscribe(this::show);
    model.problem().subscribe(problem -> show(model.trial().get()));
  }

  @Override
  public PageModel model() {
    return model;
  }

  @Override
  public Node node() {
    return node;
  }

  private void show(Trials.@Nullable Trial trial) {
    content.getChildren().clear();
    if (trial == null) {
      if (model.problem().get() == null) {
        content
            .getChildren()
            .add(
                new CheckList(
                    CheckRow.of(
                        texts.get("wizard.trial.starting"),
                        Mark.RUNNING,
                        texts.get("wizard.working.state.running"),
                        texts)));
      }
      return;
    }
    var rows = new CheckList();
    rows.show(
        trial.checks().stream()
            .map(
                check ->
                    CheckRow.of(
                        texts.get(name(check)),
                        Mark.OK,
                        texts.get("wizard.working.state.ok"),
                        texts))
            .toList());
    content
        .getChildren()
        .addAll(address(trial.url()), rows, Labels.muted(texts.get("wizard.trial.honest")));
  }

  /** Most of what is verified are the steps of every setup. */
  private static String name(CheckResult check) {
    return switch (check.id()) {
      case "sample-app" -> "wizard.trial.check.sample-app";
      case "page" -> "wizard.trial.check.page";
      default -> "step." + check.id();
    };
  }

  private Node address(String address) {
    var url = new Label(address);
    url.setId("trial-address");
    url.getStyleClass().add("published-address");
    url.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(url, Priority.ALWAYS);
    var box = new HBox(url, CopyButton.of(() -> address, texts));
    box.getStyleClass().add("published-box");
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }
}
