package app.gatehouse.ui.shared;

import app.gatehouse.model.site.LocalApp;
import app.gatehouse.text.Texts;
import atlantafx.base.theme.Styles;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
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

/** Shows the apps found, as cards, and a field for an address. */
public final class AppPicker extends VBox {
  private final AppChoice choice;
  private final Texts texts;
  private final VBox list = new VBox();
  private final ToggleGroup group = new ToggleGroup();
  private final TextField address = new TextField();

  public AppPicker(AppChoice choice, Texts texts) {
    this.choice = choice;
    this.texts = texts;
    getStyleClass().add("part-list");
    list.getStyleClass().add("card-list");
    getChildren().addAll(listHeader(), list, typedField());
    choice.search().subscribe(state -> fill());
    choice.apps().addListener((ListChangeListener<LocalApp>) change -> fill());
    choice.selected().subscribe(app -> mark());
  }

  /** The field for an address. */
  public Node address() {
    return address;
  }

  private Node listHeader() {
    var again = new Button(texts.get("ui.app.again"), Icons.of(MaterialDesignR.REFRESH));
    again.setId("find-again");
    again.getStyleClass().addAll(Styles.FLAT, Styles.ACCENT);
    again.setOnAction(event -> choice.refresh());
    again.disableProperty().bind(choice.search().map(s -> s == AppChoice.Search.LOOKING));
    var filler = new Region();
    HBox.setHgrow(filler, Priority.ALWAYS);
    var row = new HBox(Labels.heading(texts.get("ui.app.running")), filler, again);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private Node typedField() {
    address.setId("app-address");
    address.setPromptText(texts.get("ui.app.address.prompt"));
    address.textProperty().bindBidirectional(choice.typed());
    Field.onLeave(address, choice::typedLeft);
    var field = new Field(texts.get("ui.app.address"), address, "", choice.typedProblem(), texts);
    var recognised =
        Labels.bound(
            choice.typedApp().map(app -> texts.get("ui.app.recognised", app.name())).orElse(""),
            "field-good");
    return new VBox(field, recognised);
  }

  private void fill() {
    list.getChildren().clear();
    group.getToggles().clear();
    switch (choice.search().get()) {
      case LOOKING -> list.getChildren().add(looking());
      case NOTHING -> list.getChildren().add(nothing());
      case FAILED -> {
        var problem = choice.searchProblem().get();
        if (problem != null) {
          list.getChildren().add(ProblemBanner.of(problem, texts));
        }
      }
      case FOUND -> choice.apps().forEach(app -> list.getChildren().add(card(app)));
    }
    mark();
  }

  private Node looking() {
    var wheel = new ProgressIndicator();
    wheel.getStyleClass().add("small-wheel");
    var row = new HBox(wheel, Labels.muted(texts.get("ui.app.looking")));
    row.getStyleClass().add("quiet-box");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private Node nothing() {
    var words =
        new VBox(
            Labels.of(texts.get("ui.app.nothing"), "card-title"),
            Labels.of(texts.get("ui.app.nothing.hint"), "card-text"));
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
            : texts.get("ui.app.where", app.url().authority(), process);
    var warnings =
        app.warnings().stream()
            .map(warning -> Labels.of(texts.problem(warning).title(), "card-warning"))
            .peek(label -> label.setGraphic(Icons.of(MaterialDesignA.ALERT_OUTLINE)))
            .toArray(Node[]::new);
    var card = new ChoiceCard(icon(app), app.name(), where, warnings);
    card.setToggleGroup(group);
    card.setUserData(app);
    card.setOnAction(event -> choice.select(app));
    return card;
  }

  private void mark() {
    group
        .getToggles()
        .forEach(toggle -> toggle.setSelected(toggle.getUserData() == choice.selected().get()));
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
