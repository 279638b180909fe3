package app.gatehouse.ui.wizard.app;

import app.gatehouse.model.site.LocalApp;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.ChoiceCard;
import app.gatehouse.ui.shared.Field;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Labels;
import app.gatehouse.ui.shared.Page;
import app.gatehouse.ui.shared.PageModel;
import app.gatehouse.ui.shared.PageView;
import app.gatehouse.ui.shared.ProblemBanner;
import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignN;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** Lays out the first page: apps found, a field for an address, the sample app. */
public final class AppView implements PageView {
  private final AppViewModel model;
  private final Texts texts;
  private final VBox list = new VBox();
  private final ToggleGroup group = new ToggleGroup();
  private final TextField address = new TextField();
  private final Node node;

  public AppView(AppViewModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    list.getStyleClass().add("card-list");
    node =
        Page.of(
            texts.get("wizard.app.title"),
            texts.get("wizard.app.lead"),
            listHeader(),
            list,
            typedField(),
            sample());
    model.search().subscribe(state -> fill());
    model.apps().addListener((ListChangeListener<LocalApp>) change -> fill());
    model.selected().subscribe(app -> mark());
  }

  @Override
  public PageModel model() {
    return model;
  }

  @Override
  public Node node() {
    return node;
  }

  /** The address while nothing can be picked; a card that is picked goes on with Enter. */
  @Override
  public Optional<Node> first() {
    return model.selected().get() == null ? Optional.of(address) : Optional.empty();
  }

  private Node listHeader() {
    var again = new Button(texts.get("wizard.app.again"), Icons.of(MaterialDesignR.REFRESH));
    again.setId("find-again");
    again.getStyleClass().addAll(Styles.FLAT, Styles.ACCENT);
    again.setOnAction(event -> model.refresh());
    again.disableProperty().bind(model.search().map(s -> s == AppViewModel.Search.LOOKING));
    var filler = new Region();
    HBox.setHgrow(filler, Priority.ALWAYS);
    var row = new HBox(Labels.heading(texts.get("wizard.app.running")), filler, again);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private Node typedField() {
    address.setId("app-address");
    address.setPromptText(texts.get("wizard.app.address.prompt"));
    address.textProperty().bindBidirectional(model.typed());
    Field.onLeave(address, model::typedLeft);
    var field =
        new Field(texts.get("wizard.app.address"), address, "", model.typedProblem(), texts);
    var recognised =
        Labels.bound(
            model.typedApp().map(app -> texts.get("wizard.app.recognised", app.name())).orElse(""),
            "field-good");
    return new VBox(field, recognised);
  }

  private Node sample() {
    var link = new Hyperlink(texts.get("wizard.app.sample"));
    link.setId("try-sample");
    link.setOnAction(event -> model.trySample());
    var row = new HBox(Labels.muted(texts.get("wizard.app.sample.before")), link);
    row.getStyleClass().add("sample-row");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void fill() {
    list.getChildren().clear();
    group.getToggles().clear();
    switch (model.search().get()) {
      case LOOKING -> list.getChildren().add(looking());
      case NOTHING -> list.getChildren().add(nothing());
      case FAILED -> {
        var problem = model.searchProblem().get();
        if (problem != null) {
          list.getChildren().add(ProblemBanner.of(problem, texts));
        }
      }
      case FOUND -> model.apps().forEach(app -> list.getChildren().add(card(app)));
    }
    mark();
  }

  private Node looking() {
    var wheel = new ProgressIndicator();
    wheel.getStyleClass().add("small-wheel");
    var row = new HBox(wheel, Labels.muted(texts.get("wizard.app.looking")));
    row.getStyleClass().add("quiet-box");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private Node nothing() {
    var words =
        new VBox(
            Labels.of(texts.get("wizard.app.nothing"), "card-title"),
            Labels.of(texts.get("wizard.app.nothing.hint"), "card-text"));
    words.getStyleClass().add("card-words");
    HBox.setHgrow(words, Priority.ALWAYS);
    var row = new HBox(Icons.of(MaterialDesignM.MAGNIFY, "quiet-icon"), words);
    row.getStyleClass().add("quiet-box");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private ChoiceCard card(LocalApp app) {
    var process = app.process();
    var where =
        process == null
            ? app.url().authority()
            : texts.get("wizard.app.where", app.url().authority(), process);
    var warnings =
        app.warnings().stream()
            .map(warning -> Labels.of(texts.problem(warning).title(), "card-warning"))
            .peek(label -> label.setGraphic(Icons.of(MaterialDesignA.ALERT_OUTLINE)))
            .toArray(Node[]::new);
    var card = new ChoiceCard(icon(app), app.name(), where, warnings);
    card.setToggleGroup(group);
    card.setUserData(app);
    card.setOnAction(event -> model.select(app));
    return card;
  }

  private void mark() {
    group
        .getToggles()
        .forEach(toggle -> toggle.setSelected(toggle.getUserData() == model.selected().get()));
  }

  private static Ikon icon(LocalApp app) {
    return switch (app.preset()) {
      case "flask" -> MaterialDesignF.FLASK_OUTLINE;
      case "gradio" -> MaterialDesignI.IMAGE_OUTLINE;
      case "jupyter" -> MaterialDesignN.NOTEBOOK_OUTLINE;
      case "ollama" -> MaterialDesignR.ROBOT_OUTLINE;
      case "hfs" -> MaterialDesignF.FOLDER_NETWORK_OUTLINE;
      default -> MaterialDesignA.APPLICATION_OUTLINE;
    };
  }
}
