package app.gatehouse.setup;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The wizard's pages, in their order. */
public enum SetupPage {
  APP,
  HOME,
  ADDRESS,
  PROTECTION,
  REVIEW,
  WORKING,
  DONE;

  /** As in drafts and message keys, for example {@code protection}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<SetupPage> of(String id) {
    return Arrays.stream(values()).filter(page -> page.id().equals(id)).findFirst();
  }
}
