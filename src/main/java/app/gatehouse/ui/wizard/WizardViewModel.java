package app.gatehouse.ui.wizard;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.plan.Answers;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.setup.SetupDefaults;
import app.gatehouse.setup.SetupPage;
import app.gatehouse.setup.SetupPages;
import app.gatehouse.ui.shared.LostService;
import app.gatehouse.ui.shared.Navigation;
import app.gatehouse.ui.shared.PageModel;
import app.gatehouse.ui.shared.Question;
import app.gatehouse.ui.shared.ServiceConnector;
import app.gatehouse.ui.shared.SetupSession;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The frame of the wizard: which page is shown, whether the service is there, what is asked over
 * the page. Used on the thread that draws only.
 */
public final class WizardViewModel implements Navigation {

  /** Whether the service is there. */
  public enum Connection {
    CONNECTING,
    READY,
    UNREACHABLE
  }

  private record Found(
      ServiceApi service,
      SetupDefaults defaults,
      Optional<Answers> draft,
      List<OperationSnapshot> operations) {}

  private final SetupSession session;
  private final ServiceConnector connector;
  private final Map<SetupPage, PageModel> pages;
  private final PageModel trial;
  private final boolean fromOverview;

  private final ReadOnlyObjectWrapper<Connection> connection =
      new ReadOnlyObjectWrapper<>(Connection.CONNECTING);
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<SetupPage> page = new ReadOnlyObjectWrapper<>(SetupPage.APP);
  private final ReadOnlyObjectWrapper<@Nullable PageModel> shown = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Question> question = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper closed = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper left = new ReadOnlyBooleanWrapper();
  private boolean connectedBefore;
  private boolean closing;

  /**
   * @param pages the model of every page
   * @param trial the model of the page that tries everything with the sample app
   * @param fromOverview whether there is an overview to go back to from the first page
   */
  public WizardViewModel(
      SetupSession session,
      ServiceConnector connector,
      Map<SetupPage, PageModel> pages,
      PageModel trial,
      boolean fromOverview) {
    this.session = session;
    this.connector = connector;
    this.pages = Map.copyOf(pages);
    this.trial = trial;
    this.fromOverview = fromOverview;
    session.onLost(this::lost);
  }

  public ReadOnlyObjectProperty<Connection> connection() {
    return connection.getReadOnlyProperty();
  }

  /** Why the service cannot be reached. */
  public ReadOnlyObjectProperty<@Nullable Problem> problem() {
    return problem.getReadOnlyProperty();
  }

  /** Where the user is on the way; stays while the sample app is tried. */
  public ReadOnlyObjectProperty<SetupPage> page() {
    return page.getReadOnlyProperty();
  }

  /** The model of what is shown; null until the service was reached. */
  public ReadOnlyObjectProperty<@Nullable PageModel> shown() {
    return shown.getReadOnlyProperty();
  }

  /** Whether there is an overview that the user came from. */
  public boolean isFromOverview() {
    return fromOverview;
  }

  public ReadOnlyObjectProperty<@Nullable Question> question() {
    return question.getReadOnlyProperty();
  }

  /** Becomes true when the window shall close. */
  public ReadOnlyBooleanProperty closed() {
    return closed.getReadOnlyProperty();
  }

  /** Becomes true when the user wants to see the overview instead. */
  public ReadOnlyBooleanProperty left() {
    return left.getReadOnlyProperty();
  }

  /** Connects to the service and goes to the page where the user was. */
  public void connect() {
    connection.set(Connection.CONNECTING);
    problem.set(null);
    session.runner().run(this::find, this::found, this::lost);
  }

  private Found find() throws ProblemException, InterruptedException {
    var service = connector.connect();
    return new Found(service, SetupDefaults.of(service), service.draft(), service.operations());
  }

  private void found(Found found) {
    session.connected(found.service(), found.defaults());
    connection.set(Connection.READY);
    if (connectedBefore) {
      // Secrets typed and things found out are still here: stay on the page.
      Optional.ofNullable(shown.get()).ifPresent(model -> model.entered(this));
      return;
    }
    connectedBefore = true;
    found.draft().ifPresent(session::resume);
    SetupPages.resumed(found.draft(), found.operations()).ifPresent(session::operation);
    go(SetupPages.resume(found.draft(), found.operations(), found.defaults()));
  }

  private void lost(Problem why) {
    problem.set(LostService.inWindow(why));
    connection.set(Connection.UNREACHABLE);
  }

  /** The primary button. */
  public void primary() {
    var model = shown.get();
    if (isUsable() && model != null && model.primaryEnabled().get()) {
      model.primary(this);
    }
  }

  /** The Escape key: the nearest thing it can mean. */
  public void escape() {
    var model = shown.get();
    if (!isUsable() || model == null || !model.escaped()) {
      secondary();
    }
  }

  /** The other button. */
  public void secondary() {
    if (question.get() != null) {
      answer(false);
      return;
    }
    var model = shown.get();
    if (!isUsable() || model == null) {
      return;
    }
    if (model.secondaryText().get().isEmpty()) {
      if (fromOverview && model == pages.get(SetupPage.APP)) {
        overview();
      }
    } else if (model.secondaryEnabled().get()) {
      model.secondary(this);
    }
  }

  private boolean isUsable() {
    return connection.get() == Connection.READY && question.get() == null;
  }

  /** Answers the question that is shown. */
  public void answer(boolean yes) {
    var asked = question.get();
    question.set(null);
    if (yes && asked != null) {
      asked.action().run();
    }
  }

  /** The window's own close button: says that the work goes on where it does. */
  public void closeRequested() {
    var model = shown.get();
    if (connection.get() == Connection.READY && model != null && model.isBusyWhenClosed()) {
      var texts = session.texts();
      ask(
          new Question(
              texts.get("wizard.close.title"),
              texts.get("wizard.close.text"),
              texts.get("wizard.close.yes"),
              texts.get("wizard.close.no"),
              this::close));
    } else {
      close();
    }
  }

  @Override
  public void next() {
    SetupPages.next(page.get()).ifPresent(this::go);
  }

  @Override
  public void back() {
    if (shown.get() == trial) {
      go(SetupPage.APP);
    } else {
      SetupPages.back(page.get()).ifPresent(this::go);
    }
  }

  @Override
  public void go(SetupPage target) {
    page.set(target);
    if (target != SetupPage.DONE && connection.get() == Connection.READY) {
      session.keepDraft(target);
    }
    show(Objects.requireNonNull(pages.get(target), "every page has a model"));
  }

  @Override
  public void tryWithSample() {
    show(trial);
  }

  private void show(PageModel model) {
    var before = shown.get();
    if (before != null) {
      before.left();
    }
    shown.set(model);
    model.entered(this);
  }

  @Override
  public void ask(Question asked) {
    question.set(asked);
  }

  private void close() {
    end(closed);
  }

  @Override
  public void overview() {
    end(left);
  }

  /** Ends once the answers are kept; asked again meanwhile, at once. */
  private void end(ReadOnlyBooleanWrapper how) {
    var model = shown.get();
    if (model != null) {
      model.left();
    }
    if (closing || connection.get() != Connection.READY) {
      how.set(true);
    } else {
      closing = true;
      session.whenDraftIsKept(() -> how.set(true));
    }
  }
}
