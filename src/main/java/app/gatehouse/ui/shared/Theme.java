package app.gatehouse.ui.shared;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/** How everything looks: light or dark, the accent colour, the font of the language. */
public final class Theme {

  /** Which of the two looks is wanted. */
  public enum Look {
    SYSTEM,
    LIGHT,
    DARK
  }

  /** In the order of preference; with an English system, Han text would take Japanese shapes. */
  private static final List<String> CHINESE_FONTS =
      List.of(
          "Noto Sans CJK SC",
          "Source Han Sans SC",
          "Microsoft YaHei UI",
          "PingFang SC",
          "WenQuanYi Micro Hei");

  private static final List<String> LATIN_FONTS =
      List.of("Inter", "Segoe UI", "Ubuntu", "Cantarell", "Noto Sans", "Noto Sans CJK SC");

  private static final String DARK_CLASS = "dark";

  private final Look look;
  private final Locale locale;

  public Theme(Look look, Locale locale) {
    this.look = look;
    this.locale = locale;
  }

  /** Dresses a scene, and again whenever the system changes from light to dark or back. */
  public void dress(Scene scene) {
    scene.getStylesheets().add(sheet("/ui/gatehouse.css"));
    font().ifPresent(family -> scene.getRoot().setStyle("-fx-font-family: \"" + family + "\";"));
    colour(scene.getRoot());
    if (look == Look.SYSTEM) {
      Platform.getPreferences().colorSchemeProperty().subscribe(scheme -> colour(scene.getRoot()));
    }
  }

  /** Whether it is dark at the moment. */
  public boolean isDark() {
    return switch (look) {
      case LIGHT -> false;
      case DARK -> true;
      case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
    };
  }

  private void colour(Parent root) {
    var dark = isDark();
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    root.getStyleClass().remove(DARK_CLASS);
    if (dark) {
      root.getStyleClass().add(DARK_CLASS);
    }
  }

  private Optional<String> font() {
    var wanted = locale.getLanguage().equals("zh") ? CHINESE_FONTS : LATIN_FONTS;
    // Asking for one font is far cheaper than listing all.
    return wanted.stream()
        .filter(family -> Font.font(family).getFamily().equals(family))
        .findFirst();
  }

  private static String sheet(String name) {
    return Objects.requireNonNull(Theme.class.getResource(name), name).toExternalForm();
  }
}
