package app.gatehouse.ui.shared;

import app.gatehouse.model.status.StepState;
import app.gatehouse.setup.RootTrust.Outcome;
import app.gatehouse.setup.RootTrust.Root;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.TrustModel.Doing;
import app.gatehouse.ui.shared.TrustModel.Told;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/**
 * Lays out the root of the private addresses with its fingerprint, the two wishes, and what became
 * of the last one in each place.
 */
public final class TrustPane extends VBox {
  private final TrustModel model;
  private final Texts texts;
  private final WishButton trust;
  private final WishButton untrust;
  private final CheckList places = new CheckList();

  public TrustPane(TrustModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    trust = new WishButton("trust-root", model::trust);
    untrust = new WishButton("untrust-root", model::untrust);
    var buttons = new FlowPane(trust, untrust);
    buttons.getStyleClass().add("site-buttons");
    getStyleClass().add("part");
    getChildren()
        .addAll(
            root(),
            Labels.text(texts.get("ui.trust.means")),
            ProblemBanner.slot(model.problem(), texts),
            places,
            afterwards(),
            buttons);
    model.doing().subscribe(doing -> show());
    model.root().subscribe(root -> show());
    model.trusted().subscribe(trusted -> show());
    model.told().subscribe(this::fill);
  }

  private Node root() {
    var name = Labels.of("", "field-name");
    name.textProperty().bind(model.root().map(Root::name).orElse(""));
    var fingerprint = Labels.of("", "technical");
    fingerprint.setId("root-fingerprint");
    fingerprint
        .textProperty()
        .bind(model.root().map(root -> "SHA-256\n" + inLines(root.sha256())).orElse(""));
    var until = Labels.muted("");
    until.textProperty().bind(model.root().map(this::until).orElse(""));
    var words = new VBox(name, fingerprint, until);
    words.getStyleClass().add("field");
    HBox.setHgrow(words, Priority.ALWAYS);
    var copy = CopyButton.of(() -> sha256(model.root().get()), texts);
    var box = new HBox(words, copy);
    box.getStyleClass().add("code-box");
    box.setAlignment(Pos.CENTER_LEFT);
    box.visibleProperty().bind(model.root().isNotNull());
    box.managedProperty().bind(box.visibleProperty());
    return box;
  }

  /** Half of a fingerprint in each line, as it is compared with another. */
  private static String inLines(String sha256) {
    return sha256.replaceAll("((?:..:){15}..):", "$1\n");
  }

  private static String sha256(@Nullable Root root) {
    return root == null ? "" : root.sha256();
  }

  private String until(Root root) {
    var date = texts.date(root.notAfter(), ZoneId.systemDefault());
    return texts.get("ui.trust.until", date);
  }

  private Node afterwards() {
    var words =
        model.told().map(told -> texts.get("ui.trust." + word(told.wish()) + ".not-checked"));
    return Labels.bound(words.orElse(""), "muted-text");
  }

  private void show() {
    var doing = model.doing().get();
    if (doing == Doing.TRUSTING) {
      trust.busy(texts.get("ui.trust.busy"));
    } else {
      trust.offer(MaterialDesignS.SHIELD_CHECK_OUTLINE, texts.get("ui.trust.add"));
    }
    if (doing == Doing.UNTRUSTING) {
      untrust.busy(texts.get("ui.trust.busy"));
    } else {
      untrust.offer(MaterialDesignS.SHIELD_OFF_OUTLINE, texts.get("ui.trust.remove"));
    }
    var known = model.root().get() != null;
    trust.setDisable(!known || doing == Doing.UNTRUSTING);
    untrust.setDisable(!known || !model.trusted().get() || doing == Doing.TRUSTING);
  }

  private void fill(@Nullable Told told) {
    places.show(
        told == null
            ? List.of()
            : told.outcomes().stream().map(each -> row(each, told.wish())).toList());
  }

  private Node row(Outcome outcome, Doing wish) {
    var place = texts.get("ui.trust." + outcome.id().name().toLowerCase(Locale.ROOT));
    var mark = Mark.of(outcome.state());
    var problem = outcome.problem();
    return problem == null
        ? CheckRow.of(place, mark, word(outcome.state(), wish), texts)
        : CheckRow.of(place, mark, Map.of(), problem, texts);
  }

  private String word(StepState state, Doing wish) {
    return switch (state) {
      case OK -> texts.get("ui.trust." + word(wish) + ".done");
      case SKIPPED -> texts.get("ui.trust.nothing");
      default -> texts.get(Mark.of(state).key());
    };
  }

  private static String word(Doing wish) {
    return wish == Doing.UNTRUSTING ? "remove" : "add";
  }
}
