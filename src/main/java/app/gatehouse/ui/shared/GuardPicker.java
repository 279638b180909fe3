package app.gatehouse.ui.shared;

import app.gatehouse.model.site.GuardKind;
import app.gatehouse.problem.Problem;
import app.gatehouse.text.Texts;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** Login, key or nothing, as cards, and below them what the chosen one needs. */
public final class GuardPicker extends VBox {
  private final GuardChoice choice;
  private final Consumer<GuardKind> choose;
  private final Texts texts;
  private final ToggleGroup group = new ToggleGroup();
  private final Map<GuardKind, ChoiceCard> cards = new EnumMap<>(GuardKind.class);
  private final VBox list = new VBox();
  private final TextField user = new TextField();

  /**
   * @param choose is told which card was pressed
   */
  public GuardPicker(GuardChoice choice, Consumer<GuardKind> choose, Texts texts) {
    this.choice = choice;
    this.choose = choose;
    this.texts = texts;
    cards.put(GuardKind.LOGIN, card(GuardKind.LOGIN, MaterialDesignA.ACCOUNT_LOCK_OUTLINE));
    cards.put(GuardKind.API_KEY, card(GuardKind.API_KEY, MaterialDesignK.KEY_OUTLINE));
    cards.put(GuardKind.OPEN, card(GuardKind.OPEN, MaterialDesignL.LOCK_OPEN_VARIANT_OUTLINE));
    list.getChildren().addAll(cards.values());
    list.getStyleClass().add("card-list");
    getStyleClass().add("part-list");
    getChildren()
        .addAll(
            list,
            showFor(GuardKind.LOGIN, login()),
            showFor(GuardKind.API_KEY, key()),
            showFor(GuardKind.OPEN, open()));
  }

  /** Puts another card before these: one for a choice of its own. */
  public GuardPicker before(ChoiceCard card) {
    card.setToggleGroup(group);
    list.getChildren().addFirst(card);
    return this;
  }

  public ChoiceCard card(GuardKind kind) {
    return Objects.requireNonNull(cards.get(kind), "every kind has a card");
  }

  /** The field for the user name. */
  public Node user() {
    return user;
  }

  private ChoiceCard card(GuardKind kind, Ikon ikon) {
    var id = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    var key = "ui.guard." + id;
    var card = new ChoiceCard(ikon, texts.get(key), texts.get(key + ".text"));
    card.setId("guard-" + id);
    card.setOnAction(event -> choose.accept(kind));
    choice.guard().subscribe(now -> card.setSelected(now == kind));
    card.setToggleGroup(group);
    return card;
  }

  private Node showFor(GuardKind kind, Node part) {
    part.getStyleClass().add("part");
    part.visibleProperty().bind(choice.guard().map(g -> g == kind));
    part.managedProperty().bind(part.visibleProperty());
    return part;
  }

  private Node login() {
    var name = field(user, "user", "", choice.user(), choice.userProblem(), choice::userLeft);
    var password =
        field(
            new PasswordField(),
            "password",
            texts.get("ui.guard.password.rule"),
            choice.password(),
            choice.passwordProblem(),
            choice::passwordLeft);
    var repeated =
        field(
            new PasswordField(),
            "repeat",
            "",
            choice.repeated(),
            choice.repeatedProblem(),
            choice::repeatedLeft);
    return new VBox(name, SideBySide.of(password, repeated));
  }

  private Node key() {
    var name = new TextField();
    var nameField =
        field(
            name,
            "key-name",
            texts.get("ui.guard.key-name.hint"),
            choice.keyName(),
            new SimpleObjectProperty<>(),
            () -> {});
    var value = new TextField();
    value.setId("api-key");
    value.setEditable(false);
    value.textProperty().bind(choice.key());
    value.getStyleClass().add("key-value");
    value.setAccessibleText(texts.get("ui.guard.key"));
    HBox.setHgrow(value, Priority.ALWAYS);
    var another = new Button(texts.get("ui.guard.key.another"), Icons.of(MaterialDesignR.REFRESH));
    another.getStyleClass().add("copy-button");
    another.setOnAction(event -> choice.makeKey());
    var line = new HBox(value, CopyButton.of(() -> choice.key().get(), texts), another);
    line.getStyleClass().add("key-line");
    line.setAlignment(Pos.CENTER_LEFT);
    var label = new Label(texts.get("ui.guard.key"));
    label.getStyleClass().add("field-name");
    var box = new VBox(label, line, Labels.of(texts.get("ui.guard.key.once"), "field-message"));
    box.getStyleClass().add("field");
    return new VBox(nameField, box);
  }

  private Node open() {
    var words = Labels.of(texts.get("ui.guard.open.warning"), "problem-text");
    HBox.setHgrow(words, Priority.ALWAYS);
    var warning = new HBox(Icons.of(MaterialDesignA.ALERT_OUTLINE, "problem-icon"), words);
    warning.getStyleClass().addAll("problem-banner", "tone-warning", "problem-row");
    var consent =
        new Field(
            texts.get("ui.guard.open.type", choice.consentWord()),
            control(new TextField(), "consent", choice.consent(), () -> {}),
            "",
            new SimpleObjectProperty<>(),
            texts);
    return new VBox(warning, consent);
  }

  private Field field(
      TextField control,
      String id,
      String hint,
      Property<String> value,
      ObservableValue<@Nullable Problem> problem,
      Runnable left) {
    return new Field(
        texts.get("ui.guard." + id), control(control, id, value, left), hint, problem, texts);
  }

  private static TextField control(
      TextField control, String id, Property<String> value, Runnable left) {
    control.setId(id);
    control.textProperty().bindBidirectional(value);
    Field.onLeave(control, left);
    return control;
  }
}
