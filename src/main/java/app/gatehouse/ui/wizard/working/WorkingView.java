package app.gatehouse.ui.wizard.working;

import app.gatehouse.model.status.StepReport;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.CheckList;
import app.gatehouse.ui.shared.CheckRow;
import app.gatehouse.ui.shared.Labels;
import app.gatehouse.ui.shared.Mark;
import app.gatehouse.ui.shared.Page;
import app.gatehouse.ui.shared.PageModel;
import app.gatehouse.ui.shared.PageView;
import app.gatehouse.ui.shared.ProblemBanner;
import java.util.Locale;
import java.util.Map;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Lays out the sixth page: the steps as they are done, and what stands in the way. */
public final class WorkingView implements PageView {
  /** Changes are told; asking now and then finds out that nobody is there to tell them. */
  private static final Duration ASK_EVERY = Duration.seconds(3);

  private final WorkingViewModel model;
  private final Texts texts;
  private final CheckList rows = new CheckList();
  private final Node node;

  public WorkingView(WorkingViewModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    var title = Labels.bound(words("title"), "page-title");
    var lead = Labels.bound(words("lead"), "page-lead");
    var head = new VBox(title, lead);
    head.getStyleClass().add("page-head");
    node = Page.of(head, rows, ProblemBanner.slot(model.problem(), texts));
    model.steps().addListener((ListChangeListener<StepReport>) change -> fill());
    fill();
    askRegularly();
  }

  @Override
  public PageModel model() {
    return model;
  }

  @Override
  public Node node() {
    return node;
  }

  private void askRegularly() {
    var timer = new Timeline(new KeyFrame(ASK_EVERY, event -> model.refresh()));
    timer.setCycleCount(Animation.INDEFINITE);
    node.sceneProperty()
        .subscribe(
            scene -> {
              if (scene == null) {
                timer.stop();
              } else {
                timer.play();
              }
            });
  }

  private ObservableValue<String> words(String part) {
    return Bindings.createStringBinding(() -> now(part), model.phase(), model.operation());
  }

  private String now(String part) {
    var operation = model.operation().get();
    return operation == null
        ? ""
        : texts.get(
            "wizard.working." + model.phase().get() + "." + part, operation.site().displayName());
  }

  private void fill() {
    rows.show(model.steps().stream().map(this::row).toList());
  }

  private Node row(StepReport step) {
    var mark = Mark.of(step.state());
    var name = texts.get("step." + step.id());
    var warning = step.problem();
    if (mark == Mark.WARNING && warning != null) {
      return CheckRow.of(name, mark, Map.of(), warning, texts);
    }
    return CheckRow.of(name, mark, word(step.progress(), mark), texts);
  }

  private String word(@Nullable String progress, Mark mark) {
    var key = "progress." + progress;
    return mark == Mark.RUNNING && progress != null && texts.has(key)
        ? texts.get(key)
        : texts.get("wizard.working.state." + mark.name().toLowerCase(Locale.ROOT));
  }
}
