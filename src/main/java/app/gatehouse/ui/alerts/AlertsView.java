package app.gatehouse.ui.alerts;

import app.gatehouse.model.alert.MailSecurity;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.ConnectionPane;
import app.gatehouse.ui.shared.Field;
import app.gatehouse.ui.shared.Keys;
import app.gatehouse.ui.shared.Labels;
import app.gatehouse.ui.shared.Page;
import app.gatehouse.ui.shared.SideBySide;
import app.gatehouse.ui.shared.SideFrame;
import app.gatehouse.ui.shared.WishButton;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

/** Lays out how alerts go: by e-mail, by a web hook, and the test of both. */
public final class AlertsView {
  private final AlertsViewModel model;
  private final Texts texts;
  private final SideFrame frame;
  private final VBox page;

  public AlertsView(AlertsViewModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    frame = new SideFrame(model, texts);
    page = Page.of(texts.get("alerts.title"), texts.get("alerts.lead"), mail(), hook(), test());
    Keys.enterPresses(frame);
    model.phase().subscribe(this::phase);
  }

  public Parent node() {
    return frame;
  }

  private void phase(AlertsViewModel.Phase phase) {
    switch (phase) {
      case LOADING -> frame.show(ConnectionPane.starting(texts), frame);
      case READY -> frame.show(page, page.lookup("#mail-edit"));
      case FAILED -> {
        var pane = ConnectionPane.unreachable(model.loadProblem().get(), model::load, texts);
        frame.show(pane, pane.lookup("#connect-again"));
      }
    }
  }

  private Node mail() {
    var way = model.mail();
    var server = field("server", new TextField(), way.server(), "smtp.example.com");
    var port = field("port", new TextField(), way.port(), "465");
    var user = field("user", new TextField(), way.user(), "");
    var password = field("password", new PasswordField(), way.password(), "");
    var from = field("from", new TextField(), way.from(), "");
    var to = field("to", new TextField(), way.to(), "");
    var form =
        new VBox(
            SideBySide.empty().add(46, server).add(18, port).add(36, security()),
            SideBySide.of(user, password),
            SideBySide.of(from, to));
    form.getStyleClass().add("part");
    return new WaySection(
        way,
        "mail",
        "alerts.mail.",
        MaterialDesignE.EMAIL_OUTLINE,
        form,
        server.lookup("#mail-server"),
        texts);
  }

  private Field field(String name, TextField control, MailWay.Typed typed, String prompt) {
    control.setId("mail-" + name);
    control.setPromptText(prompt);
    control.textProperty().bindBidirectional(typed.text());
    Field.onLeave(control, () -> model.mail().left(typed));
    var key = "alerts.mail." + name;
    var hint = texts.has(key + ".hint") ? texts.get(key + ".hint") : "";
    return new Field(texts.get(key), control, hint, typed.problem(), texts);
  }

  private Field security() {
    var box = new ComboBox<MailSecurity>();
    box.setId("mail-security");
    box.getItems().setAll(List.of(MailSecurity.values()));
    box.setConverter(new Words());
    box.setMaxWidth(Double.MAX_VALUE);
    box.valueProperty().bindBidirectional(model.mail().security());
    var field =
        new Field(texts.get("alerts.mail.security"), box, "", new SimpleObjectProperty<>(), texts);
    return field;
  }

  private Node hook() {
    var way = model.hook();
    var address = new TextField();
    address.setId("hook-address");
    address.setPromptText("https://ntfy.sh/…");
    address.textProperty().bindBidirectional(way.address());
    var field =
        new Field(
            texts.get("alerts.hook.address"),
            address,
            texts.get("alerts.hook.address.hint"),
            way.addressProblem(),
            texts);
    return new WaySection(
        way, "hook", "alerts.hook.", MaterialDesignW.WEBHOOK, field, address, texts);
  }

  private Node test() {
    var button = new WishButton("test-alerts", model::test);
    button.disableProperty().bind(model.testable().map(testable -> !testable));
    model
        .testing()
        .subscribe(
            testing -> {
              if (testing) {
                button.busy(texts.get("alerts.test.busy"));
              } else {
                button.offer(MaterialDesignS.SEND, texts.get("alerts.test"));
              }
            });
    var box = new VBox(new FlowPane(button), Labels.bound(model.testResult(), "site-result"));
    box.getStyleClass().add("part");
    return box;
  }

  private final class Words extends StringConverter<MailSecurity> {
    @Override
    public String toString(MailSecurity security) {
      return security == null ? "" : texts.get(MailWay.key(security));
    }

    @Override
    public MailSecurity fromString(String words) {
      throw new UnsupportedOperationException("not typed");
    }
  }
}
