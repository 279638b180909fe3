package app.gatehouse.ui.wizard.address;

import app.gatehouse.model.site.AddressKind;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.Browser;
import app.gatehouse.ui.shared.ChoiceCard;
import app.gatehouse.ui.shared.Page;
import app.gatehouse.ui.shared.PageModel;
import app.gatehouse.ui.shared.PageView;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignN;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

/** Lays out the third page: the kinds of address, and the name for the one chosen. */
public final class AddressView implements PageView {
  private final AddressViewModel model;
  private final Texts texts;
  private final ToggleGroup group = new ToggleGroup();
  private final Node node;

  public AddressView(AddressViewModel model, Texts texts, Browser browser) {
    this.model = model;
    this.texts = texts;
    var domain = new DomainName(model, texts);
    var dynamic = new DynamicName(model, texts, browser);
    var local = new PrivateName(model, texts);
    // What a kind needs stands right below it.
    var cards =
        new VBox(
            card(AddressKind.OWN_DOMAIN, MaterialDesignW.WEB),
            domain,
            card(AddressKind.DYNAMIC_NAME, MaterialDesignD.DNS_OUTLINE),
            dynamic,
            card(AddressKind.PRIVATE, MaterialDesignH.HOME_OUTLINE),
            local,
            card(AddressKind.PUBLIC_IP, MaterialDesignN.NUMERIC));
    cards.getStyleClass().add("card-list");
    node = Page.of(texts.get("wizard.address.title"), texts.get("wizard.address.lead"), cards);
    showFor(AddressKind.OWN_DOMAIN, domain);
    showFor(AddressKind.DYNAMIC_NAME, dynamic);
    showFor(AddressKind.PRIVATE, local);
  }

  @Override
  public PageModel model() {
    return model;
  }

  @Override
  public Node node() {
    return node;
  }

  private void showFor(AddressKind kind, Node part) {
    part.visibleProperty().bind(model.kind().map(k -> k == kind).orElse(false));
    part.managedProperty().bind(part.visibleProperty());
  }

  private ChoiceCard card(AddressKind kind, Ikon ikon) {
    var key = "wizard.address." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    var available = model.isAvailable(kind);
    var card = new ChoiceCard(ikon, texts.get(key), texts.get(key + ".text"));
    if (!available) {
      card.badge(later());
    }
    card.setId("kind-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    card.setDisable(!available);
    card.setToggleGroup(group);
    card.setOnAction(
        event -> {
          model.choose(kind);
          Optional.ofNullable(node().lookup(name(kind))).ifPresent(Node::requestFocus);
        });
    model.kind().subscribe(now -> card.setSelected(now == kind));
    return card;
  }

  /** The field of a kind, which the user wants next. */
  private static String name(AddressKind kind) {
    return switch (kind) {
      case PRIVATE -> "#private-name";
      case DYNAMIC_NAME -> "#name-provider";
      default -> "#domain-name";
    };
  }

  private Node later() {
    var badge = new Label(texts.get("wizard.address.later"));
    badge.getStyleClass().add("badge");
    return badge;
  }
}
