package app.gatehouse.ui.wizard.home;

import app.gatehouse.guide.Guides;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.PortOutcome;
import app.gatehouse.model.network.Way;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.Severity;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.guide.GuideModel;
import app.gatehouse.ui.guide.GuidePane;
import app.gatehouse.ui.shared.CheckList;
import app.gatehouse.ui.shared.CheckRow;
import app.gatehouse.ui.shared.CopyButton;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Keys;
import app.gatehouse.ui.shared.Labels;
import app.gatehouse.ui.shared.Mark;
import app.gatehouse.ui.shared.Page;
import app.gatehouse.ui.shared.PageModel;
import app.gatehouse.ui.shared.PageView;
import app.gatehouse.ui.shared.ProblemBanner;
import atlantafx.base.theme.Styles;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** Lays out the second page: the way drawn, the verdict, the checks. */
public final class HomeView implements PageView {
  /** What no problem's words say already. */
  private static final Set<Way> WORTH_TELLING =
      EnumSet.of(Way.TLS_ALPN, Way.DNS_AND_HIGH_PORT, Way.IPV6_ONLY, Way.MAP_PORTS);

  private final HomeViewModel model;
  private final Texts texts;
  private final StackPane verdict = new StackPane();
  private final CheckList rows = new CheckList();
  private final Node node;

  /** Kept, so that a row that has not changed stays as it is, unfolded or with the focus. */
  private Map<HomeViewModel.Row, CheckRow> shown = Map.of();

  public HomeView(HomeViewModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    node =
        Page.of(
            texts.get("wizard.home.title"),
            texts.get("wizard.home.lead"),
            new WayPicture(model, texts),
            verdict,
            guide(),
            ProblemBanner.slot(model.problem(), texts),
            new OutsidePart(model, texts),
            header(),
            rows);
    Keys.enterPresses(node);
    model.report().subscribe(this::showVerdict);
    model.rows().addListener((ListChangeListener<HomeViewModel.Row>) change -> showRows());
  }

  @Override
  public PageModel model() {
    return model;
  }

  @Override
  public Node node() {
    return node;
  }

  private Node guide() {
    var guides = new GuideModel(new Guides(texts.locale(), ZoneId.systemDefault()), model::rules);
    model.report().subscribe(guides::show);
    return new GuidePane(guides, texts);
  }

  private Node header() {
    var again = new Button(texts.get("wizard.home.again"), Icons.of(MaterialDesignR.REFRESH));
    again.setId("check-again");
    again.getStyleClass().addAll(Styles.FLAT, Styles.ACCENT);
    again.setOnAction(event -> model.check());
    again.disableProperty().bind(model.busy());
    var copy = CopyButton.of("wizard.home.copy", model::toCopy, texts);
    copy.setId("copy-report");
    copy.getStyleClass().add(Styles.FLAT);
    copy.disableProperty().bind(model.report().isNull());
    var filler = new Region();
    HBox.setHgrow(filler, Priority.ALWAYS);
    var row = new HBox(Labels.heading(texts.get("wizard.home.checks")), filler, copy, again);
    row.getStyleClass().add("checks-head");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void showVerdict(@Nullable HomeReport report) {
    verdict.setVisible(report != null);
    verdict.setManaged(report != null);
    if (report == null) {
      return;
    }
    var state = report.verdict().state();
    var problem = report.verdict().problem();
    var obstacle = problem != null && problem.severity() != Severity.INFO;
    // Something may stand in the way although nobody has tried: never red before somebody has.
    var mark = obstacle && state == PortOutcome.UNKNOWN ? Mark.WARNING : Station.of(state);
    var words = new VBox();
    words.getStyleClass().add("card-words");
    HBox.setHgrow(words, Priority.ALWAYS);
    var key = "wizard.home.verdict." + state.name().toLowerCase(Locale.ROOT);
    if (problem == null || !obstacle || state == PortOutcome.OPEN) {
      words
          .getChildren()
          .addAll(
              Labels.of(texts.get(key), "card-title"),
              Labels.of(texts.get(key + ".text"), "card-text"));
    }
    if (problem != null && obstacle) {
      var text = texts.problem(problem);
      words
          .getChildren()
          .addAll(
              Labels.of(text.title(), "card-title"),
              Labels.of(text.cause(), "card-text"),
              Labels.of(text.action(), "card-text"));
    }
    if (WORTH_TELLING.contains(report.way())) {
      words.getChildren().add(Labels.of(texts.get(key(report.way())), "card-text"));
    }
    if (problem != null && obstacle) {
      fix(problem).ifPresent(words.getChildren()::add);
    }
    var card = new HBox(Icons.of(mark.icon(), "verdict-icon"), words);
    card.getStyleClass().addAll("verdict", mark.tone());
    verdict.getChildren().setAll(card);
  }

  private static String key(Way way) {
    return "way." + way.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A button that does something about it, in a row of its own. */
  private Optional<Node> fix(Problem problem) {
    return model
        .fix(problem)
        .map(
            fix -> {
              var row = new HBox(button(fix));
              row.getStyleClass().add("problem-actions");
              return row;
            });
  }

  private Button button(Fix fix) {
    var button = new Button(texts.get(fix.key()));
    button.getStyleClass().add("fix-button");
    button.setOnAction(event -> model.mend(fix));
    button.disableProperty().bind(model.busy());
    return button;
  }

  private void showRows() {
    var now = new LinkedHashMap<HomeViewModel.Row, CheckRow>();
    for (var row : model.rows()) {
      var known = shown.get(row);
      now.put(row, known == null ? row(row) : known);
    }
    shown = now;
    rows.show(List.copyOf(now.values()));
  }

  private CheckRow row(HomeViewModel.Row row) {
    var check = row.check();
    var name = texts.get(check.textKey(), check.facts());
    if (row.mark() == Mark.RUNNING) {
      return CheckRow.of(name, row.mark(), texts);
    }
    var actions =
        Optional.ofNullable(check.problem()).flatMap(model::fix).map(this::button).stream()
            .toArray(Node[]::new);
    return CheckRow.of(name, row.mark(), check.facts(), check.problem(), texts, actions);
  }
}
