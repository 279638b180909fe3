package app.gatehouse.ui.wizard.address;

import app.gatehouse.model.network.NameLogin;
import app.gatehouse.model.network.NameProviderInfo;
import app.gatehouse.problem.Problem;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Browser;
import app.gatehouse.ui.shared.Field;
import app.gatehouse.ui.shared.Labels;
import java.net.URI;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** A dynamic name: who leads it here, how one gets an account there, and what that one asks for. */
final class DynamicName extends VBox {
  private static final ObservableValue<@Nullable Problem> NONE = new SimpleObjectProperty<>();

  private final AddressViewModel model;
  private final NameAccount account;
  private final Texts texts;
  private final Browser browser;
  private final ComboBox<NameProviderInfo> providers = new ComboBox<>();
  private final VBox guide = new VBox();
  private final TextField name = new TextField();
  private final VBox fields = new VBox();

  DynamicName(AddressViewModel model, Texts texts, Browser browser) {
    this.model = model;
    this.account = model.account();
    this.texts = texts;
    this.browser = browser;
    getStyleClass().addAll("part", "choice-part");
    guide.getStyleClass().add("guide");
    fields.getStyleClass().add("part");
    fill();
    name.setId("dynamic-name");
    name.textProperty().bindBidirectional(model.dynamicName());
    Field.onLeave(name, model::nameLeft);
    getChildren()
        .addAll(
            field("provider", providers, NONE),
            new Field(texts.get("wizard.address.name"), name, "", model.nameProblem(), texts),
            fields,
            waiting(),
            guide);
    account.provider().subscribe(this::show);
    account.problem().subscribe(this::lead);
    // They are known only after the service was asked.
    model.kind().subscribe(kind -> fill());
  }

  private void fill() {
    if (providers.getItems().isEmpty() && model.isConnected()) {
      providers.setConverter(new Titles());
      providers.setMaxWidth(Double.MAX_VALUE);
      providers.getItems().setAll(account.providers());
      providers
          .getSelectionModel()
          .selectedItemProperty()
          .subscribe(
              chosen -> {
                if (chosen != null) {
                  account.choose(chosen);
                }
              });
      providers.getSelectionModel().selectFirst();
    }
  }

  private void show(@Nullable NameProviderInfo provider) {
    if (provider == null) {
      return;
    }
    name.setPromptText(provider.example());
    guide.getChildren().setAll(Labels.heading(texts.get("wizard.address.dynamic-name.guide")));
    var steps = texts.get("provider." + provider.id() + ".steps").split("\n");
    for (var i = 0; i < steps.length; i++) {
      guide
          .getChildren()
          .add(Labels.text(texts.get("wizard.address.dynamic-name.step", i + 1, steps[i])));
    }
    if (provider.page() != null) {
      guide.getChildren().add(link(provider.page()));
    }
    guide.getChildren().add(Labels.muted(texts.get("provider." + provider.id() + ".limits")));
    fields.getChildren().clear();
    for (var asked : provider.asks()) {
      var isLast = asked == provider.asks().getLast();
      fields.getChildren().add(field(asked, isLast ? account.problem() : NONE));
    }
  }

  /** What is wrong stands below the last field; who has the focus is seen. */
  private void lead(@Nullable Problem problem) {
    if (problem != null && !fields.getChildren().isEmpty()) {
      ((Field) fields.getChildren().getLast()).control().requestFocus();
    }
  }

  private Hyperlink link(URI page) {
    var link = new Hyperlink(page.getHost());
    link.setId("provider-page");
    link.setOnAction(event -> browser.open(page));
    return link;
  }

  private Field field(NameLogin.Field asked, ObservableValue<@Nullable Problem> problem) {
    var isSecret = asked == NameLogin.Field.PASSWORD || asked == NameLogin.Field.TOKEN;
    var control = isSecret ? new PasswordField() : new TextField();
    control.textProperty().bindBidirectional(account.field(asked));
    return field(asked.wireName(), control, problem);
  }

  private Field field(String what, Control control, ObservableValue<@Nullable Problem> problem) {
    control.setId("name-" + what);
    return new Field(
        texts.get("wizard.address.dynamic-name.field." + what), control, "", problem, texts);
  }

  private Node waiting() {
    var wheel = new ProgressIndicator();
    wheel.getStyleClass().add("small-wheel");
    var row = new HBox(wheel, new Label(texts.get("wizard.address.dynamic-name.asking")));
    row.getStyleClass().add("outside-row");
    row.setAlignment(Pos.CENTER_LEFT);
    row.visibleProperty().bind(account.asking());
    row.managedProperty().bind(row.visibleProperty());
    return row;
  }

  private final class Titles extends StringConverter<NameProviderInfo> {
    @Override
    public String toString(@Nullable NameProviderInfo provider) {
      return provider == null ? "" : texts.get("provider." + provider.id() + ".title");
    }

    @Override
    public @Nullable NameProviderInfo fromString(String title) {
      return null; // not editable
    }
  }
}
