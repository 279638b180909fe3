package app.gatehouse.ui.wizard.address;

import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.problem.Problem;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.CheckList;
import app.gatehouse.ui.shared.CheckRow;
import app.gatehouse.ui.shared.CopyButton;
import app.gatehouse.ui.shared.Field;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Labels;
import app.gatehouse.ui.shared.Mark;
import app.gatehouse.ui.shared.ProblemBanner;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** A name under the user's own domain: where it leads, and the record that it needs. */
final class DomainName extends VBox {
  private final AddressViewModel model;
  private final Texts texts;
  private final VBox result = new VBox();

  DomainName(AddressViewModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    getStyleClass().addAll("part", "choice-part");
    result.getStyleClass().add("part");
    var name = new TextField();
    name.setId("domain-name");
    name.setPromptText(texts.get("wizard.address.name.prompt"));
    name.textProperty().bindBidirectional(model.domain());
    Field.onLeave(name, model::nameLeft);
    var field =
        new Field(
            texts.get("wizard.address.name"),
            name,
            texts.get("wizard.address.own-domain.hint"),
            model.nameProblem(),
            texts);
    var ascii = Labels.bound(model.address().map(this::ascii).orElse(""), "muted-text");
    getChildren().addAll(field, ascii, result);
    model.checking().subscribe(now -> show());
    model.report().subscribe(now -> show());
    model.checkProblem().subscribe(now -> show());
  }

  /** An international name also as the internet writes it. */
  private String ascii(SiteAddress address) {
    return address.displayName().equals(address.host())
        ? ""
        : texts.get("wizard.address.ascii", address.displayName(), address.host());
  }

  private void show() {
    result.getChildren().clear();
    var report = model.report().get();
    var problem = model.checkProblem().get();
    if (model.checking().get()) {
      result
          .getChildren()
          .add(
              new CheckList(
                  CheckRow.of(
                      texts.get("wizard.address.checking"),
                      Mark.RUNNING,
                      texts.get(Mark.RUNNING.key()),
                      texts)));
    } else if (report != null) {
      showReport(report);
    } else if (problem != null) {
      result.getChildren().add(ProblemBanner.of(problem, texts, again()));
    }
  }

  private void showReport(NameReport report) {
    Problem problem = report.problem();
    if (report.pointsHere()) {
      result
          .getChildren()
          .add(
              new CheckList(
                  CheckRow.of(
                      texts.get("wizard.address.points-here"),
                      Mark.OK,
                      String.join(", ", report.addresses()),
                      texts)));
    }
    if (problem != null) {
      result.getChildren().add(ProblemBanner.of(problem, texts, again()));
    }
    if (!report.pointsHere()) {
      result.getChildren().add(record(report.host()));
    }
  }

  private Button again() {
    var again = new Button(texts.get("wizard.address.again"), Icons.of(MaterialDesignR.REFRESH));
    again.setId("check-name-again");
    again.setOnAction(event -> model.check());
    return again;
  }

  /** The record to be set at the domain's provider. */
  private Node record(String host) {
    var address = model.publicAddress().orElse(texts.get("wizard.address.record.unknown"));
    var value = new Label(host + "   A   " + address);
    value.getStyleClass().add("technical");
    value.setWrapText(true);
    var filler = new Region();
    HBox.setHgrow(filler, Priority.ALWAYS);
    var line = new HBox(value, filler);
    model
        .publicAddress()
        .ifPresent(known -> line.getChildren().add(CopyButton.of(() -> known, texts)));
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("code-box");
    var box = new VBox(Labels.muted(texts.get("wizard.address.record")), line);
    box.getStyleClass().add("field");
    return box;
  }
}
