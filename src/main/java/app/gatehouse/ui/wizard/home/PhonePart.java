package app.gatehouse.ui.wizard.home;

import app.gatehouse.model.network.PhoneLink;
import app.gatehouse.model.network.PhoneVisit;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Children;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Labels;
import app.gatehouse.ui.shared.Mark;
import app.gatehouse.ui.shared.ProblemBanner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What a phone is to open, port by port, and how far it is; not there while nobody asked. */
final class PhonePart extends VBox {
  private final PhoneProof phone;
  private final Texts texts;
  private final Node opener;
  private final VBox card = new VBox();
  private final VBox links = new VBox();
  private final Node title;
  private final Node lead;
  private final Node opening;
  private final Node inside;
  private final Node done;
  private final Node over;
  private final Button stop;
  private Map<PhoneLink, PhoneRow> rows = Map.of();

  /**
   * @param opener gets the focus back when it is over
   */
  PhonePart(PhoneProof phone, Texts texts, Node opener) {
    this.phone = phone;
    this.texts = texts;
    this.opener = opener;
    title = Labels.heading(texts.get("wizard.home.phone.title"));
    lead = Labels.text(texts.get("wizard.home.phone.lead"));
    opening = opening();
    inside = note(Mark.WARNING, "wizard.home.phone.inside");
    done = note(Mark.OK, "wizard.home.phone.done");
    over = note(Mark.WAITING, "wizard.home.phone.over");
    stop = new Button(texts.get("wizard.home.phone.stop"));
    stop.setId("phone-stop");
    stop.setOnAction(event -> phone.end());
    links.getStyleClass().add("phone-links");
    card.getStyleClass().add("phone-card");
    getStyleClass().add("phone-part");
    getChildren().addAll(card, ProblemBanner.slot(phone.problem(), texts));
    card.managedProperty().bind(card.visibleProperty());
    managedProperty().bind(visibleProperty());
    phone.visit().subscribe(this::showLinks);
    phone.problem().subscribe(problem -> refresh());
    phone.phase().subscribe((before, now) -> moveFocus(before, now));
  }

  private Node opening() {
    var wheel = new ProgressIndicator();
    wheel.getStyleClass().add("small-wheel");
    var row = new HBox(wheel, Labels.muted(texts.get("wizard.home.phone.opening")));
    row.getStyleClass().add("outside-row");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private Node note(Mark mark, String key) {
    var words = Labels.text(texts.get(key));
    HBox.setHgrow(words, Priority.ALWAYS);
    var row = new HBox(Icons.of(mark.icon(), "mark-icon"), words);
    row.getStyleClass().addAll("phone-note", mark.tone());
    return row;
  }

  private void showLinks(@Nullable PhoneVisit visit) {
    var now = new LinkedHashMap<PhoneLink, PhoneRow>();
    for (var link : visit == null ? List.<PhoneLink>of() : visit.links()) {
      var known = rows.get(link);
      var row = known == null ? new PhoneRow(link, texts) : known;
      row.show(visit != null && visit.open().contains(link.port()));
      now.put(link, row);
    }
    rows = now;
    Children.update(links, List.copyOf(now.values()));
    refresh();
  }

  private void refresh() {
    var phase = phone.phase().get();
    var visit = phone.visit().get();
    var parts = new ArrayList<Node>();
    if (phase.isRunning()) {
      parts.addAll(List.of(title, lead));
    }
    switch (phase) {
      case IDLE -> {}
      case OPENING -> parts.add(opening);
      case WAITING -> {
        if (visit != null && visit.fromInside()) {
          parts.add(inside);
        }
        parts.add(links);
      }
      case DONE -> parts.addAll(List.of(links, done));
      case OVER -> parts.add(over);
    }
    if (phase.isRunning()) {
      parts.add(stop);
    }
    Children.update(card, parts);
    card.setVisible(!parts.isEmpty());
    setVisible(card.isVisible() || phone.problem().get() != null);
  }

  /** The button that the focus is on comes and goes. */
  private void moveFocus(PhoneProof.Phase before, PhoneProof.Phase now) {
    var wasFocused = stop.isFocused();
    refresh();
    if (now.isRunning() && !before.isRunning()) {
      Platform.runLater(stop::requestFocus);
    } else if (wasFocused && !now.isRunning()) {
      Platform.runLater(opener::requestFocus);
    }
  }
}
