package app.gatehouse.ui.dashboard;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.SiteStatus;
import app.gatehouse.model.status.StatusReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.text.Texts;
import app.gatehouse.ui.shared.LostService;
import app.gatehouse.ui.shared.Question;
import app.gatehouse.ui.shared.ServiceRequest;
import app.gatehouse.ui.shared.TaskRunner;
import java.net.URI;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Everything that is published, and the service as a whole. Used on the thread that draws only. */
public final class DashboardViewModel {

  /** Whether there is something to show. */
  public enum Phase {
    LOADING,
    READY,
    UNREACHABLE
  }

  /** What is being done with everything at the user's wish. */
  public enum Doing {
    NOTHING,
    CHECKING,
    GOING_OFFLINE,
    GOING_ONLINE
  }

  private final DashboardParts parts;
  private final Refresher refresher;
  private final Sites sites;
  private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.LOADING);
  private final ReadOnlyObjectWrapper<@Nullable StatusReport> report =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable OperationSnapshot> operation =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Doing> doing = new ReadOnlyObjectWrapper<>(Doing.NOTHING);
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> trouble = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Question> question = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable SiteModel> code = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable SiteModel> wanted = new ReadOnlyObjectWrapper<>();
  private @Nullable ServiceApi service;
  private TaskRunner.@Nullable Task connecting;
  private @Nullable String wantedName;

  /** Whether the dashboard is shown. */
  private boolean here;

  /** What was wished is over, but the picture does not show it yet. */
  private boolean settling;

  public DashboardViewModel(DashboardParts parts) {
    this.parts = parts;
    sites = new Sites(new Around());
    refresher = new Refresher(parts.ticker(), new Looking());
  }

  public ReadOnlyObjectProperty<Phase> phase() {
    return phase.getReadOnlyProperty();
  }

  /** What the service said last; null until it said something. */
  public ReadOnlyObjectProperty<@Nullable StatusReport> report() {
    return report.getReadOnlyProperty();
  }

  /** The sites; the same list for ever, and the same model for the same site. */
  public ObservableList<SiteModel> sites() {
    return sites.shown();
  }

  /** A setup that is under way or waits for somebody. */
  public ReadOnlyObjectProperty<@Nullable OperationSnapshot> operation() {
    return operation.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Doing> doing() {
    return doing.getReadOnlyProperty();
  }

  /** Why the service cannot be reached, or why the last wish about everything failed. */
  public ReadOnlyObjectProperty<@Nullable Problem> problem() {
    return problem.getReadOnlyProperty();
  }

  /** Why the picture is not the newest. */
  public ReadOnlyObjectProperty<@Nullable Problem> trouble() {
    return trouble.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<@Nullable Question> question() {
    return question.getReadOnlyProperty();
  }

  /** The site whose address is shown as a picture for telephones. */
  public ReadOnlyObjectProperty<@Nullable SiteModel> code() {
    return code.getReadOnlyProperty();
  }

  /** The site that somebody wants to see; {@link #found} is called when it is seen. */
  public ReadOnlyObjectProperty<@Nullable SiteModel> wanted() {
    return wanted.getReadOnlyProperty();
  }

  /** The dashboard is shown from now on: looks, and goes on looking. */
  public void entered() {
    here = true;
    connect();
  }

  /** The dashboard is not shown any more. What was wished goes on. */
  public void left() {
    here = false;
    refresher.end();
    cancel(connecting);
    connecting = null;
  }

  /** Connects to the service, and starts it where that is ours to do. */
  public void connect() {
    if (phase.get() != Phase.READY) {
      phase.set(Phase.LOADING);
    }
    problem.set(null);
    cancel(connecting);
    connecting =
        parts
            .runner()
            .run(
                parts.connector()::connect,
                found -> {
                  service = found;
                  refresher.begin();
                },
                this::unreachable);
  }

  private void unreachable(Problem why) {
    refresher.end();
    question.set(null);
    code.set(null);
    doing.set(Doing.NOTHING);
    problem.set(LostService.inWindow(why));
    phase.set(Phase.UNREACHABLE);
  }

  private static boolean isTheEnd(Problem why) {
    return LostService.isLost(why) || why.code() == ProblemCode.NO_PERMISSION;
  }

  private void show(Picture now) {
    report.set(now.report());
    operation.set(now.operation().orElse(null));
    trouble.set(null);
    if (settling) {
      settling = false;
      doing.set(Doing.NOTHING);
    }
    sites.update(now.report(), parts.clock().instant());
    phase.set(Phase.READY);
    lookForWanted();
    if (wanted.get() == null) {
      // It is gone; should it come back, nobody waits for it any more.
      wantedName = null;
    }
  }

  /** What a button beside a problem of the whole home does. */
  void fix(Fix fix) {
    switch (fix) {
      case ALERTS -> openAlerts();
      case RENEW, CHECK -> checkNow();
    }
  }

  /** Opens the wizard: for another app, or where a setup is under way. */
  public void openWizard() {
    parts.ways().wizard();
  }

  /** Opens the page that says how its owner is told of trouble. */
  public void openAlerts() {
    parts.ways().alerts();
  }

  /** Lets the service look at every site now. */
  public void checkNow() {
    begin(
        Doing.CHECKING,
        asked -> {
          asked.checkNow();
          return true;
        });
  }

  /** Takes everything off the internet; asks first. */
  public void takeOffline() {
    if (doing.get() != Doing.NOTHING) {
      return;
    }
    var texts = parts.texts();
    question.set(
        new Question(
            texts.get("dashboard.offline.title"),
            texts.get("dashboard.offline.text"),
            texts.get("dashboard.offline.yes"),
            texts.get("dashboard.offline.no"),
            () -> offline(Doing.GOING_OFFLINE, true)));
  }

  public void goOnline() {
    offline(Doing.GOING_ONLINE, false);
  }

  private void offline(Doing what, boolean offline) {
    begin(
        what,
        asked -> {
          asked.takeOffline(offline);
          return offline;
        });
  }

  private <T> void begin(Doing what, ServiceRequest<T> request) {
    if (doing.get() != Doing.NOTHING) {
      return;
    }
    doing.set(what);
    problem.set(null);
    ask(
        request,
        done -> {
          settling = true;
          refresher.now();
        },
        why -> {
          doing.set(Doing.NOTHING);
          problem.set(LostService.inWindow(why));
        });
  }

  private <T> void ask(ServiceRequest<T> request, Consumer<T> done, Consumer<Problem> failed) {
    var asked = Objects.requireNonNull(service, "connected first");
    parts
        .runner()
        .run(
            () -> request.ask(asked),
            done,
            why -> {
              failed.accept(why);
              if (isTheEnd(why) && asked == service) {
                unreachable(why);
              }
            });
  }

  /** Answers the question that is shown. */
  public void answer(boolean yes) {
    var asked = question.get();
    question.set(null);
    if (yes && asked != null) {
      asked.action().run();
    }
  }

  /** What went wrong with the last wish has been read. */
  public void dismissProblem() {
    problem.set(null);
  }

  public void closeCode() {
    code.set(null);
  }

  /** The Escape key: whatever lies over the page goes away. */
  public void escape() {
    answer(false);
    closeCode();
  }

  /** Shows a site as soon as it is there. */
  public void showSite(String name) {
    wantedName = name;
    if (here && phase.get() == Phase.READY) {
      lookForWanted();
    }
  }

  private void lookForWanted() {
    var name = wantedName;
    if (name != null) {
      sites.named(name).ifPresent(wanted::set);
    }
  }

  /** The wanted site is seen. */
  public void found() {
    wantedName = null;
    wanted.set(null);
  }

  private static void cancel(TaskRunner.@Nullable Task task) {
    if (task != null) {
      task.cancel();
    }
  }

  private final class Looking implements Refresher.Asker {
    @Override
    public TaskRunner.Task ask(Consumer<Picture> seen, Consumer<Problem> failed) {
      var asked = Objects.requireNonNull(service, "connected first");
      return parts.runner().run(() -> Picture.of(asked), seen, failed);
    }

    @Override
    public void seen(Picture picture) {
      show(picture);
    }

    @Override
    public void failed(Problem why) {
      if (report.get() == null || isTheEnd(why)) {
        unreachable(why);
      } else {
        trouble.set(why);
      }
    }
  }

  private final class Around implements Desk {
    @Override
    public <T> void ask(ServiceRequest<T> request, Consumer<T> done, Consumer<Problem> failed) {
      DashboardViewModel.this.ask(request, done, failed);
    }

    @Override
    public void refresh() {
      refresher.now();
    }

    @Override
    public void question(Question asked) {
      question.set(asked);
    }

    @Override
    public void showCode(SiteModel site) {
      code.set(site);
    }

    @Override
    public void change(SiteStatus site) {
      parts.ways().change(site);
    }

    @Override
    public void trust() {
      parts.ways().trust();
    }

    @Override
    public void openAlerts() {
      DashboardViewModel.this.openAlerts();
    }

    @Override
    public void open(URI address) {
      parts.browser().open(address);
    }

    @Override
    public void checkNow() {
      DashboardViewModel.this.checkNow();
    }

    @Override
    public Texts texts() {
      return parts.texts();
    }
  }
}
