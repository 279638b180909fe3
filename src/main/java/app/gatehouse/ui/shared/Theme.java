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
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
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

  private final ReadOnlyObjectWrapper<Look> look = new ReadOnlyObjectWrapper<>(Look.SYSTEM);
  private final Locale locale;

  public Theme(Look look, Locale locale) {
    this.look.set(look);
    this.locale = locale;
  }

  /** What is wanted. */
  public ReadOnlyObjectProperty<Look> look() {
    return look.getReadOnlyProperty();
  }

  public void choose(Look wanted) {
    look.set(wanted);
  }

  /** Dresses a scene, and again whenever another look is chosen or the system changes its own. */
  public void dress(Scene scene) {
    scene.getStylesheets().add(sheet("/ui/gatehouse.css"));
    font().ifPresent(family -> scene.getRoot().setStyle("-fx-font-family: \"" + family + "\";"));
    look.subscribe(now -> colour(scene.getRoot()));
    Platform.getPreferences()
        .colorSchemeProperty()
        .subscribe((before, now) -> colour(scene.getRoot()));
  }

  /** Whether it is dark at the moment. */
  public boolean isDark() {
    return switch (look.get()) {
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
