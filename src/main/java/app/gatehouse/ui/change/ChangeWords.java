package app.gatehouse.ui.change;

import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a change does, in words. */
final class ChangeWords {
  private final Texts texts;
  private final SiteStatus site;

  ChangeWords(Texts texts, SiteStatus site) {
    this.texts = texts;
    this.site = site;
  }

  /**
   * What it will do.
   *
   * @param silent whether nobody answers at the new address just now
   */
  List<String> before(@Nullable Upstream app, @Nullable GuardKind guard, boolean silent) {
    var lines = lines("change.then.", app, guard);
    if (app != null && silent) {
      lines.add(1, texts.get("change.then.silent"));
    }
    return List.copyOf(lines);
  }

  /** What it has done. */
  List<String> after(@Nullable Upstream app, @Nullable GuardKind guard) {
    return List.copyOf(lines("change.now.", app, guard));
  }

  private List<String> lines(String family, @Nullable Upstream app, @Nullable GuardKind guard) {
    var lines = new ArrayList<String>();
    if (app != null) {
      lines.add(texts.get(family + "app", site.displayName(), app.url()));
    }
    if (guard != null) {
      lines.add(texts.get(family + word(guard)));
    }
    return lines;
  }

  /** As in message keys. */
  static String word(GuardKind guard) {
    return guard.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
