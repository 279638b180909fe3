package app.gatehouse.ui.dashboard;

import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.CopyButton;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Labels;
import java.time.ZoneId;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignO;
import org.kordamp.ikonli.materialdesign2.MaterialDesignQ;

/** One site: lays out and binds, decides nothing. Updated in place, never rebuilt. */
final class SiteCard extends VBox {
  private final SiteModel model;
  private final Texts texts;
  private final SiteWords words;
  private final StandingSign standing = new StandingSign();
  private final Label name = Labels.of("", "site-name");
  private final Label meaning = Labels.of("", "site-meaning");
  private final Hyperlink link = new Hyperlink();
  private final Fact app;
  private final Fact certificate;
  private final Fact looked;
  private final ProblemBanners problems;
  private final ToggleButton unfold;
  private final JobList jobs;

  SiteCard(SiteModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    words = new SiteWords(texts, ZoneId.systemDefault());
    app = new Fact(texts.get("dashboard.site.app"));
    certificate = new Fact(texts.get("dashboard.site.certificate"));
    looked = new Fact(texts.get("dashboard.site.visitors"));
    problems = new ProblemBanners(texts, model::fix);
    unfold = unfold();
    jobs = new JobList(words);
    getStyleClass().add("site-card");
    setId("site-" + model.name());
    meaning.managedProperty().bind(meaning.visibleProperty());
    meaning.visibleProperty().bind(meaning.textProperty().isNotEmpty());
    jobs.managedProperty().bind(jobs.visibleProperty());
    jobs.visibleProperty().bind(unfold.selectedProperty().and(unfold.visibleProperty()));
    var facts = new VBox(app, certificate, looked);
    facts.getStyleClass().add("fact-list");
    getChildren()
        .addAll(head(), address(), facts, problems, unfold, jobs, new SiteActions(model, texts));
    model.seen().subscribe(this::show);
  }

  private Node head() {
    var title = new VBox(name, meaning);
    title.getStyleClass().add("site-title");
    HBox.setHgrow(title, Priority.ALWAYS);
    var head = new HBox(title, standing);
    head.getStyleClass().add("site-head");
    head.setAlignment(Pos.TOP_LEFT);
    return head;
  }

  private Node address() {
    link.getStyleClass().add("site-link");
    link.setWrapText(true);
    link.setMinHeight(Region.USE_PREF_SIZE);
    link.setOnAction(
        event -> {
          link.setVisited(false);
          model.open();
        });
    var open = small("open", MaterialDesignO.OPEN_IN_NEW, model::open);
    var copy = CopyButton.of(model::url, texts);
    copy.setId("copy");
    var code = small("code", MaterialDesignQ.QRCODE, model::showCode);
    var buttons = new HBox(open, copy, code);
    buttons.getStyleClass().add("small-buttons");
    buttons.setMinWidth(Region.USE_PREF_SIZE);
    // The same as the button beside it: once is enough for the Tab key.
    link.setFocusTraversable(false);
    HBox.setHgrow(link, Priority.SOMETIMES);
    var filler = new Region();
    HBox.setHgrow(filler, Priority.ALWAYS);
    var row = new HBox(link, filler, buttons);
    row.getStyleClass().add("site-address");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private Button small(String id, Ikon icon, Runnable action) {
    var button = new Button(texts.get("dashboard.site." + id), Icons.of(icon));
    button.setId(id);
    button.getStyleClass().add("copy-button");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    return button;
  }

  private ToggleButton unfold() {
    var icon = Icons.of(MaterialDesignC.CHEVRON_RIGHT, "unfold-icon");
    var button = new ToggleButton(texts.get("dashboard.jobs"), icon);
    button.setId("unfold");
    button.getStyleClass().add("unfold");
    button.selectedProperty().bindBidirectional(model.unfolded());
    button
        .selectedProperty()
        .subscribe(
            open ->
                icon.setIconCode(
                    open ? MaterialDesignC.CHEVRON_DOWN : MaterialDesignC.CHEVRON_RIGHT));
    button.managedProperty().bind(button.visibleProperty());
    return button;
  }

  private void show(SiteModel.Seen seen) {
    var site = seen.site();
    name.setText(site.displayName());
    standing.show(Standing.of(site, seen.offline()), words.standing(seen));
    meaning.setText(words.meaning(seen));
    link.setText(model.readableUrl());
    app.show(site.app());
    certificate.show(words.certificate(seen));
    looked.show(words.looked(seen));
    problems.show(seen.problems());
    unfold.setVisible(!site.jobs().isEmpty());
    jobs.show(seen);
    setAccessibleText(site.displayName() + ": " + words.standing(seen));
  }

  SiteModel model() {
    return model;
  }

  /** A topic and what there is to say of it; not there while there is nothing. */
  private static final class Fact extends HBox {
    private final Label text = Labels.of("", "fact-text");

    private Fact(String topic) {
      getStyleClass().add("fact");
      var label = Labels.of(topic, "fact-topic");
      HBox.setHgrow(text, Priority.ALWAYS);
      getChildren().addAll(label, text);
      managedProperty().bind(visibleProperty());
    }

    private void show(String words) {
      text.setText(words);
      setVisible(!words.isEmpty());
    }
  }
}
