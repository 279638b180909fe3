package app.gatehouse.ui.change;

import app.gatehouse.model.plan.SiteChange;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.ui.shared.AppChoice;
import app.gatehouse.ui.shared.GuardChoice;
import app.gatehouse.ui.shared.SideModel;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Where a site leads from now on, and what is asked at its door. What was not touched stays. Used
 * on the thread that draws only.
 */
public final class ChangeViewModel extends SideModel {
  private final ChangeParts parts;
  private final ChangeWords words;
  private final AppChoice app;
  private final GuardChoice guard;
  private final ReadOnlyObjectWrapper<List<String>> effects;
  private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
  private final ReadOnlyIntegerWrapper refusals = new ReadOnlyIntegerWrapper();
  private boolean busy;

  public ChangeViewModel(ChangeParts parts) {
    super(parts.texts().get("change.primary"), parts.texts().get("change.back"));
    this.parts = parts;
    words = new ChangeWords(parts.texts(), parts.site());
    app = new AppChoice(parts.asker(), () -> parts.site().app());
    guard = new GuardChoice(parts.texts(), parts.random());
    effects = new ReadOnlyObjectWrapper<>(List.of());
    app.typed().subscribe((before, now) -> refresh());
    app.selected().subscribe(now -> refresh());
    app.typedApp().subscribe(now -> refresh());
    app.typedProblem().subscribe(now -> refresh());
    guard.guard().subscribe(now -> refresh());
    guard.filled().subscribe(now -> refresh());
  }

  public SiteStatus site() {
    return parts.site();
  }

  public AppChoice app() {
    return app;
  }

  /** What shall be asked; null leaves it as it is. */
  public GuardChoice guard() {
    return guard;
  }

  /** What the change will do, in words, or has done; empty while nothing would change. */
  public ReadOnlyObjectProperty<List<String>> effects() {
    return effects.getReadOnlyProperty();
  }

  /** Counts how often a change was refused because of something at a field. */
  public ReadOnlyIntegerProperty refusals() {
    return refusals.getReadOnlyProperty();
  }

  /** Whether it is done. */
  public ReadOnlyBooleanProperty changed() {
    return changed.getReadOnlyProperty();
  }

  /** The new API key, once it counts; empty where there is none. */
  public String key() {
    return guard.guard().get() == GuardKind.API_KEY ? guard.key().get() : "";
  }

  @Override
  public void entered() {
    app.refresh();
  }

  @Override
  public void left() {
    app.left();
  }

  @Override
  public void secondary() {
    parts.back().run();
  }

  @Override
  public void primary() {
    if (changed.get()) {
      parts.back().run();
      return;
    }
    if (busy || !primaryEnabled().get()) {
      return;
    }
    problem(null);
    try {
      var target = otherApp() ? target() : null;
      if (guard.guard().get() == null || guard.check()) {
        change(target);
      } else {
        refusedAtField();
      }
    } catch (ProblemException e) {
      app.refuse(e.problem());
      refusedAtField();
    }
  }

  private void change(@Nullable Upstream target) {
    var wanted = guard.guard().get();
    var credentials = guard.credentials();
    busy(true);
    parts
        .asker()
        .ask(
            service -> {
              var change = new SiteChange(target, wanted, wanted == GuardKind.OPEN);
              service.change(parts.site().name(), change, credentials);
              return change;
            },
            this::done,
            why -> {
              busy(false);
              refused(why);
            });
  }

  private void done(SiteChange change) {
    busy = false;
    app.left();
    effects.set(words.after(change.app(), change.guard()));
    secondary("", false);
    primary(parts.texts().get("change.done.primary"), true);
    changed.set(true);
  }

  private void refused(Problem why) {
    var aboutAddress =
        why.code() == ProblemCode.UPSTREAM_IS_OURSELVES
            || why.code() == ProblemCode.ADDRESS_NOT_VALID;
    if (aboutAddress && !app.typed().get().isBlank()) {
      app.refuse(why);
      refusedAtField();
    } else if (guard.refuse(why)) {
      refusedAtField();
    } else {
      problem(why);
    }
  }

  private void refusedAtField() {
    refusals.set(refusals.get() + 1);
  }

  private void busy(boolean now) {
    busy = now;
    secondary(parts.texts().get("change.back"), !now);
    refresh();
  }

  private void refresh() {
    if (changed.get()) {
      return;
    }
    var texts = parts.texts();
    var wanted = guard.guard().get();
    effects.set(words.before(otherApp() ? targetIfRight() : null, wanted, isSilent()));
    if (busy) {
      primary(texts.get("change.busy"), false);
    } else {
      var enough = wanted == null ? otherApp() : guard.filled().get();
      primary(texts.get("change.primary"), enough);
    }
  }

  /** Whether another app was chosen, or something was typed that is not the old address. */
  private boolean otherApp() {
    var picked = app.selected().get();
    var now = picked == null ? app.typed().get().strip() : picked.url().url();
    return !now.isEmpty() && !now.equals(parts.site().app());
  }

  private Upstream target() throws ProblemException {
    var picked = app.selected().get();
    return picked == null ? Upstream.of(app.typed().get()) : picked.url();
  }

  private @Nullable Upstream targetIfRight() {
    try {
      return target();
    } catch (ProblemException e) {
      return null;
    }
  }

  /** Whether nobody answered at the address that was typed. */
  private boolean isSilent() {
    var problem = app.typedProblem().get();
    return problem != null && problem.code() == ProblemCode.APP_NOT_RUNNING;
  }
}
