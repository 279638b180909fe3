package app.gatehouse.ui.shared;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Material icons; their colour and size come from the style sheet. */
public final class Icons {
  private Icons() {}

  public static FontIcon of(Ikon ikon, String... styleClasses) {
    var icon = new FontIcon(ikon);
    icon.getStyleClass().addAll(styleClasses);
    return icon;
  }
}
