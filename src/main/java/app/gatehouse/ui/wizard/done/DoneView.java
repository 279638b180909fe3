package app.gatehouse.ui.wizard.done;

import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.status.SiteStatus.CertificateStatus;
import app.gatehouse.model.status.SiteView;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.CopyButton;
import app.gatehouse.ui.shared.Icons;
import app.gatehouse.ui.shared.Labels;
import app.gatehouse.ui.shared.Page;
import app.gatehouse.ui.shared.PageModel;
import app.gatehouse.ui.shared.PageView;
import app.gatehouse.ui.shared.TrustPane;
import java.time.ZoneId;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignK;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** Lays out the last page: the address, large; then what happens from now on. */
public final class DoneView implements PageView {
  private final DoneViewModel model;
  private final Texts texts;
  private final VBox notes = new VBox();
  private final TrustPane trust;
  private final Node node;

  public DoneView(DoneViewModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
    trust = new TrustPane(model.trust(), texts);
    notes.getStyleClass().add("note-list");
    node = Page.of(head(), address(), Labels.heading(texts.get("wizard.done.from-now")), notes);
    model.site().subscribe(site -> fill());
    model.certificate().subscribe(certificate -> fill());
    model.rootFile().subscribe(file -> fill());
  }

  @Override
  public PageModel model() {
    return model;
  }

  @Override
  public Node node() {
    return node;
  }

  private Node head() {
    var words =
        new VBox(
            Labels.title(texts.get("wizard.done.title")),
            Labels.lead(texts.get("wizard.done.lead")));
    words.getStyleClass().add("page-head");
    var head = new HBox(Icons.of(MaterialDesignC.CHECK_DECAGRAM, "done-icon"), words);
    head.getStyleClass().add("done-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private Node address() {
    var url = new Label();
    url.setId("published-address");
    url.getStyleClass().add("published-address");
    url.setWrapText(true);
    url.setMinHeight(Region.USE_PREF_SIZE);
    url.textProperty().bind(model.site().map(DoneView::readable).orElse(""));
    HBox.setHgrow(url, Priority.ALWAYS);
    url.setMaxWidth(Double.MAX_VALUE);
    var copy = CopyButton.of(() -> model.site().map(SiteView::url).orElse("").getValue(), texts);
    copy.setId("copy-address");
    var box = new HBox(url, copy);
    box.getStyleClass().add("published-box");
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  /** The address with international characters as people read them. */
  private static String readable(SiteView site) {
    return site.url().replace(site.name(), site.displayName());
  }

  private void fill() {
    notes.getChildren().clear();
    var site = model.site().get();
    if (site == null) {
      return;
    }
    if (site.address() == AddressKind.PRIVATE) {
      note(MaterialDesignS.SHIELD_HOME_OUTLINE, "wizard.done.trust");
      notes.getChildren().add(trust);
      note(MaterialDesignM.MAP_MARKER_OUTLINE, "wizard.done.private");
      var file = model.rootFile().get();
      if (file != null) {
        notes.getChildren().add(root(file.toString()));
      }
    }
    note(guardIcon(site.guard()), "wizard.done.guard." + word(site.guard()));
    if (model.rehearsed().get()) {
      note(MaterialDesignT.TEST_TUBE, "wizard.done.rehearsed");
    }
    var certificate = model.certificate().get();
    if (certificate != null) {
      notes.getChildren().add(row(MaterialDesignC.CERTIFICATE_OUTLINE, renewal(certificate)));
    }
    note(MaterialDesignP.POWER, "wizard.done.stays");
  }

  private String renewal(CertificateStatus certificate) {
    var zone = ZoneId.systemDefault();
    return texts.get(
        "wizard.done.certificate",
        texts.date(certificate.notAfter(), zone),
        texts.date(certificate.renewAt(), zone));
  }

  private Node root(String file) {
    var path = new Label(file);
    path.getStyleClass().add("technical");
    path.setWrapText(true);
    path.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(path, Priority.ALWAYS);
    var line = new HBox(path, CopyButton.of(() -> file, texts));
    line.getStyleClass().add("code-box");
    line.setAlignment(Pos.CENTER_LEFT);
    var row = row(MaterialDesignC.CELLPHONE_LINK, texts.get("wizard.done.root"));
    var box = new VBox(row, line);
    box.getStyleClass().add("field");
    return box;
  }

  private void note(Ikon ikon, String key) {
    notes.getChildren().add(row(ikon, texts.get(key)));
  }

  private static Node row(Ikon ikon, String text) {
    var words = Labels.text(text);
    HBox.setHgrow(words, Priority.ALWAYS);
    var icon = new StackPane(Icons.of(ikon, "note-icon"));
    icon.getStyleClass().add("note-icon-box");
    var row = new HBox(icon, words);
    row.getStyleClass().add("note-row");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private static String word(GuardKind guard) {
    return switch (guard) {
      case LOGIN -> "login";
      case API_KEY -> "api-key";
      case OPEN -> "open";
    };
  }

  private static Ikon guardIcon(GuardKind guard) {
    return switch (guard) {
      case LOGIN -> MaterialDesignA.ACCOUNT_LOCK_OUTLINE;
      case API_KEY -> MaterialDesignK.KEY_OUTLINE;
      case OPEN -> MaterialDesignA.ALERT_OUTLINE;
    };
  }
}
