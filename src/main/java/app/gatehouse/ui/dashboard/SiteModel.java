package app.gatehouse.ui.dashboard;

import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.ui.shared.Question;
import app.gatehouse.ui.shared.ServiceRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/** One site: how it is, and what can be done with it. Used on the thread that draws only. */
public final class SiteModel {

  /** What is being done with it at the user's wish. */
  public enum Doing {
    NOTHING,
    RENEWING,
    REHEARSING,
    PAUSING,
    PUBLISHING,
    REMOVING
  }

  /**
   * A site as it was last seen.
   *
   * @param offline whether everything was taken offline
   * @param at when
   */
  public record Seen(SiteStatus site, boolean offline, Instant at) {

    /** The site's problems, as far as they are not what its owner wanted. */
    List<Problem> problems() {
      return offline || site.paused()
          ? List.of()
          : site.problems().stream().map(Seen::inWindow).toList();
    }

    private static Problem inWindow(Problem problem) {
      return problem.code() == ProblemCode.CERTIFICATE_EXPIRED
          ? problem.variant("window")
          : problem;
    }
  }

  private final Desk desk;
  private final String name;
  private final ReadOnlyObjectWrapper<Seen> seen;
  private final ReadOnlyObjectWrapper<Doing> doing = new ReadOnlyObjectWrapper<>(Doing.NOTHING);
  private final ReadOnlyStringWrapper result = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();
  private final BooleanProperty unfolded = new SimpleBooleanProperty();

  /** What was done is over, but the picture does not show it yet. */
  private boolean settling;

  SiteModel(Desk desk, Seen first) {
    this.desk = desk;
    name = first.site().name();
    seen = new ReadOnlyObjectWrapper<>(first);
  }

  public String name() {
    return name;
  }

  public ReadOnlyObjectProperty<Seen> seen() {
    return seen.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Doing> doing() {
    return doing.getReadOnlyProperty();
  }

  /** What came of the last wish, in words; empty when there is nothing to say. */
  public ReadOnlyStringProperty result() {
    return result.getReadOnlyProperty();
  }

  /** Why the last wish failed. */
  public ReadOnlyObjectProperty<@Nullable Problem> problem() {
    return problem.getReadOnlyProperty();
  }

  /** Whether it is shown what Gatehouse does for it by itself. */
  public BooleanProperty unfolded() {
    return unfolded;
  }

  void update(Seen now) {
    seen.set(now);
    if (settling) {
      settling = false;
      doing.set(Doing.NOTHING);
    }
  }

  /** The address with international characters as people read them. */
  public String readableUrl() {
    var site = seen.get().site();
    return site.url().replace(site.name(), site.displayName());
  }

  /** The address as programs take it. */
  public String url() {
    return seen.get().site().url();
  }

  public void open() {
    desk.open(URI.create(url()));
  }

  public void showCode() {
    desk.showCode(this);
  }

  /** Leads to another app, or asks for something else at the door. */
  public void change() {
    if (doing.get() == Doing.NOTHING) {
      desk.change(seen.get().site());
    }
  }

  /** Whether this computer trusts the root that signs for a private address. */
  public void trust() {
    if (doing.get() == Doing.NOTHING) {
      desk.trust();
    }
  }

  /** Gets a new certificate now, whether due or not. */
  public void renew() {
    begin(
        Doing.RENEWING,
        service -> service.renew(name, true),
        renewed -> result.set(words(renewed ? "renewed" : "not-renewed")));
  }

  /** Tries an order where nothing counts; the site keeps its certificate. */
  public void rehearse() {
    begin(
        Doing.REHEARSING,
        service -> service.rehearse(name),
        directory -> result.set(words("rehearsed")));
  }

  public void pause() {
    change(Doing.PAUSING, true);
  }

  public void publishAgain() {
    change(Doing.PUBLISHING, false);
  }

  private void change(Doing what, boolean paused) {
    begin(
        what,
        service -> {
          service.pause(name, paused);
          return paused;
        },
        done -> {});
  }

  /** Asks first: what is removed must be set up again. */
  public void remove() {
    if (doing.get() != Doing.NOTHING) {
      return;
    }
    var texts = desk.texts();
    desk.question(
        new Question(
            texts.get("dashboard.remove.title", seen.get().site().displayName()),
            texts.get("dashboard.remove.text"),
            texts.get("dashboard.remove.yes"),
            texts.get("dashboard.remove.no"),
            this::removeNow));
  }

  private void removeNow() {
    begin(
        Doing.REMOVING,
        service -> {
          service.remove(name);
          return true;
        },
        done -> {});
  }

  void fix(Fix fix) {
    switch (fix) {
      case RENEW -> renew();
      case CHECK -> desk.checkNow();
      case ALERTS -> desk.openAlerts();
    }
  }

  private <T> void begin(Doing what, ServiceRequest<T> request, Consumer<T> done) {
    if (doing.get() != Doing.NOTHING) {
      return;
    }
    doing.set(what);
    result.set("");
    problem.set(null);
    desk.ask(
        request,
        answer -> {
          settling = true;
          done.accept(answer);
          desk.refresh();
        },
        why -> {
          doing.set(Doing.NOTHING);
          problem.set(why);
        });
  }

  private String words(String what) {
    return desk.texts().get("dashboard.result." + what);
  }
}
