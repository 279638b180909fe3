package app.gatehouse.ui.wizard.review;

import app.gatehouse.setup.ReviewLine;
import app.gatehouse.setup.ReviewTopic;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Browser;
import app.gatehouse.ui.shared.CheckList;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Labels;
import app.gatehouse.ui.shared.Page;
import app.gatehouse.ui.shared.PageModel;
import app.gatehouse.ui.shared.PageView;
import app.gatehouse.ui.shared.ProblemBanner;
import app.gatehouse.ui.wizard.review.ReviewViewModel.Terms;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** Lays out the fifth page: one card for each place where something changes. */
public final class ReviewView implements PageView {
  /** Shown beside the consent instead of among the lines. */
  private static final String TERMS = "review.note.terms";

  private final ReviewViewModel model;
  private final Texts texts;
  private final Browser browser;
  private final CheckList groups = new CheckList();
  private final Node node;

  public ReviewView(ReviewViewModel model, Texts texts, Browser browser) {
    this.model = model;
    this.texts = texts;
    this.browser = browser;
    node =
        Page.of(
            texts.get("wizard.review.title"),
            texts.get("wizard.review.lead"),
            ProblemBanner.slot(model.problem(), texts),
            groups,
            terms(),
            rehearsal());
    model.lines().addListener((ListChangeListener<ReviewLine>) change -> fill());
    fill();
  }

  @Override
  public PageModel model() {
    return model;
  }

  @Override
  public Node node() {
    return node;
  }

  private void fill() {
    var shown = new ArrayList<Node>();
    for (var topic : ReviewTopic.values()) {
      var lines =
          model.lines().stream()
              .filter(line -> line.topic() == topic && !line.key().equals(TERMS))
              .toList();
      if (!lines.isEmpty()) {
        shown.add(group(topic, lines));
      }
    }
    groups.show(shown);
  }

  private Node group(ReviewTopic topic, List<ReviewLine> lines) {
    var name = Labels.of(texts.get("review.topic." + topic.id()), "review-topic");
    var words = new VBox();
    words.getStyleClass().add("review-words");
    for (var line : lines) {
      words.getChildren().add(Labels.of(texts.get(line.key(), line.facts()), "body-text"));
    }
    HBox.setHgrow(words, Priority.ALWAYS);
    var row = new HBox(Icons.of(icon(topic), "note-icon"), name, words);
    row.getStyleClass().addAll("check-row", "review-row");
    return row;
  }

  private Node rehearsal() {
    var box = new CheckBox(texts.get("wizard.review.rehearse"));
    box.setId("rehearse");
    box.selectedProperty().bindBidirectional(model.rehearsed());
    var hint = Labels.of(texts.get("wizard.review.rehearse.hint"), "field-message");
    var field = new VBox(box, hint);
    field.getStyleClass().add("field");
    field.visibleProperty().bind(model.rehearsable());
    field.managedProperty().bind(field.visibleProperty());
    return field;
  }

  private Node terms() {
    var box = new CheckBox(texts.get("wizard.review.terms"));
    box.setId("terms");
    box.selectedProperty().bindBidirectional(model.termsAgreed());
    box.disableProperty().bind(model.terms().map(terms -> terms != Terms.READ));
    var link = new Hyperlink();
    link.setId("terms-link");
    link.textProperty()
        .bind(model.authority().map(name -> texts.get("wizard.review.terms.read", name)));
    link.setOnAction(
        event -> {
          URI uri = model.termsAddress().get();
          if (uri != null) {
            browser.open(uri);
          }
        });
    var row = new HBox(box, showWhile(Terms.READ, link), showWhile(Terms.BEING_READ, reading()));
    row.getStyleClass().add("terms-row");
    row.setAlignment(Pos.CENTER_LEFT);
    row.visibleProperty().bind(model.terms().map(terms -> terms != Terms.NOT_NEEDED));
    row.managedProperty().bind(row.visibleProperty());
    return row;
  }

  private Node reading() {
    var wheel = new ProgressIndicator();
    wheel.getStyleClass().add("tiny-wheel");
    var row = new HBox(wheel, Labels.muted(texts.get("wizard.review.terms.reading")));
    row.getStyleClass().add("terms-row");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private Node showWhile(Terms state, Node part) {
    part.visibleProperty().bind(model.terms().map(terms -> terms == state));
    part.managedProperty().bind(part.visibleProperty());
    return part;
  }

  private static Ikon icon(ReviewTopic topic) {
    return switch (topic) {
      case COMPUTER -> MaterialDesignM.MONITOR;
      case ROUTER -> MaterialDesignR.ROUTER_WIRELESS;
      case NAME -> MaterialDesignA.AT;
      case PUBLIC -> MaterialDesignE.EARTH;
      case NOTE -> MaterialDesignL.LIGHTBULB_OUTLINE;
    };
  }
}
