package app.gatehouse.ui.wizard.protection;

import app.gatehouse.model.site.GuardKind;
import app.gatehouse.problem.Problem;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.ChoiceCard;
import app.gatehouse.ui.shared.CopyButton;
import app.gatehouse.ui.shared.Field;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Labels;
import app.gatehouse.ui.shared.Page;
import app.gatehouse.ui.shared.PageModel;
import app.gatehouse.ui.shared.PageView;
import java.util.Locale;
import java.util.Optional;
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
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** Lays out the fourth page: login, key or nothing, and what each needs. */
public final class ProtectionView implements PageView {
  private final ProtectionViewModel model;
  private final Texts texts;
  private final ToggleGroup group = new ToggleGroup();
  private final Node node;

  public ProtectionView(ProtectionViewModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    var cards =
        new VBox(
            card(GuardKind.LOGIN, MaterialDesignA.ACCOUNT_LOCK_OUTLINE),
            card(GuardKind.API_KEY, MaterialDesignK.KEY_OUTLINE),
            card(GuardKind.OPEN, MaterialDesignL.LOCK_OPEN_VARIANT_OUTLINE));
    cards.getStyleClass().add("card-list");
    node =
        Page.of(
            texts.get("wizard.protection.title"),
            texts.get("wizard.protection.lead"),
            cards,
            showFor(GuardKind.LOGIN, login()),
            showFor(GuardKind.API_KEY, key()),
            showFor(GuardKind.OPEN, open()),
            limits());
  }

  @Override
  public PageModel model() {
    return model;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public Optional<Node> first() {
    return model.guard().get() == GuardKind.LOGIN
        ? Optional.ofNullable(node.lookup("#user"))
        : Optional.empty();
  }

  private ChoiceCard card(GuardKind kind, Ikon ikon) {
    var id = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    var key = "wizard.protection." + id;
    var badge = new Label(texts.get("wizard.protection.suggested"));
    badge.getStyleClass().addAll("badge", "badge-accent");
    badge.visibleProperty().bind(model.suggested().map(s -> s == kind));
    badge.managedProperty().bind(badge.visibleProperty());
    var card = new ChoiceCard(ikon, texts.get(key), texts.get(key + ".text")).badge(badge);
    card.setId("guard-" + id);
    card.setToggleGroup(group);
    card.setOnAction(event -> model.choose(kind));
    model.guard().subscribe(now -> card.setSelected(now == kind));
    return card;
  }

  private Node showFor(GuardKind kind, Node part) {
    part.getStyleClass().add("part");
    part.visibleProperty().bind(model.guard().map(g -> g == kind));
    part.managedProperty().bind(part.visibleProperty());
    return part;
  }

  private Node login() {
    var user =
        field(new TextField(), "user", "", model.user(), model.userProblem(), model::userLeft);
    var password =
        field(
            new PasswordField(),
            "password",
            texts.get("wizard.protection.password.rule"),
            model.password(),
            model.passwordProblem(),
            model::passwordLeft);
    var repeated =
        field(
            new PasswordField(),
            "repeat",
            "",
            model.repeated(),
            model.repeatedProblem(),
            model::repeatedLeft);
    HBox.setHgrow(password, Priority.ALWAYS);
    HBox.setHgrow(repeated, Priority.ALWAYS);
    password.setPrefWidth(10);
    repeated.setPrefWidth(10);
    var passwords = new HBox(password, repeated);
    passwords.getStyleClass().add("side-by-side");
    return new VBox(user, passwords);
  }

  private Node key() {
    var name = new TextField();
    var nameField =
        field(
            name,
            "key-name",
            texts.get("wizard.protection.key-name.hint"),
            model.keyName(),
            new SimpleObjectProperty<>(),
            () -> {});
    var value = new TextField();
    value.setId("api-key");
    value.setEditable(false);
    value.textProperty().bind(model.key());
    value.getStyleClass().add("key-value");
    value.setAccessibleText(texts.get("wizard.protection.key"));
    HBox.setHgrow(value, Priority.ALWAYS);
    var another =
        new Button(texts.get("wizard.protection.key.another"), Icons.of(MaterialDesignR.REFRESH));
    another.getStyleClass().add("copy-button");
    another.setOnAction(event -> model.makeKey());
    var line = new HBox(value, CopyButton.of(() -> model.key().get(), texts), another);
    line.getStyleClass().add("key-line");
    line.setAlignment(Pos.CENTER_LEFT);
    var label = new Label(texts.get("wizard.protection.key"));
    label.getStyleClass().add("field-name");
    var box =
        new VBox(label, line, Labels.of(texts.get("wizard.protection.key.once"), "field-message"));
    box.getStyleClass().add("field");
    return new VBox(nameField, box);
  }

  private Node open() {
    var words = Labels.of(texts.get("wizard.protection.open.warning"), "problem-text");
    HBox.setHgrow(words, Priority.ALWAYS);
    var warning = new HBox(Icons.of(MaterialDesignA.ALERT_OUTLINE, "problem-icon"), words);
    warning.getStyleClass().addAll("problem-banner", "tone-warning", "problem-row");
    var consent =
        new Field(
            texts.get("wizard.protection.open.type", model.consentWord()),
            control(new TextField(), "consent", model.consent(), () -> {}),
            "",
            new SimpleObjectProperty<>(),
            texts);
    return new VBox(warning, consent);
  }

  private Node limits() {
    var text = Labels.bound(model.limits(), "muted-text");
    HBox.setHgrow(text, Priority.ALWAYS);
    var row = new HBox(Icons.of(MaterialDesignS.SPEEDOMETER, "quiet-icon"), text);
    row.getStyleClass().add("note-row");
    row.setAlignment(Pos.CENTER_LEFT);
    row.visibleProperty().bind(text.visibleProperty());
    row.managedProperty().bind(text.visibleProperty());
    return row;
  }

  private Field field(
      TextField control,
      String id,
      String hint,
      Property<String> value,
      ObservableValue<@Nullable Problem> problem,
      Runnable left) {
    return new Field(
        texts.get("wizard.protection." + id),
        control(control, id, value, left),
        hint,
        problem,
        texts);
  }

  private static TextField control(
      TextField control, String id, Property<String> value, Runnable left) {
    control.setId(id);
    control.textProperty().bindBidirectional(value);
    Field.onLeave(control, left);
    return control;
  }
}
