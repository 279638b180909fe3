package app.gatehouse.ui.shared;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.plan.Answers;
import app.gatehouse.model.plan.Credentials;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.problem.Problem;
import app.gatehouse.setup.Draft;
import app.gatehouse.setup.SetupDefaults;
import app.gatehouse.setup.SetupPage;
import app.gatehouse.text.Texts;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the pages share while one app is being set up: the service, the answers so far, what was
 * found out. Secrets stay in here and go nowhere but to the service. Used on the thread that draws
 * only.
 */
public final class SetupSession implements Asker {
  private final TaskRunner runner;
  private final Texts texts;
  private final DraftKeeper draft;
  private @Nullable ServiceApi service;
  private @Nullable SetupDefaults defaults;
  private Consumer<Problem> onLost = problem -> {};

  private Answers answers = Draft.empty().answers();
  private Credentials credentials = Credentials.NONE;
  private @Nullable LocalApp app;
  private @Nullable HomeReport home;
  private @Nullable NameReport name;
  private @Nullable OperationSnapshot operation;

  public SetupSession(TaskRunner runner, Texts texts) {
    this.runner = runner;
    this.texts = texts;
    draft = new DraftKeeper(runner, this::write);
  }

  public TaskRunner runner() {
    return runner;
  }

  public Texts texts() {
    return texts;
  }

  /** From now on this service is asked. */
  public void connected(ServiceApi connection, SetupDefaults itsDefaults) {
    service = connection;
    defaults = itsDefaults;
  }

  public Optional<ServiceApi> service() {
    return Optional.ofNullable(service);
  }

  public SetupDefaults defaults() {
    return Objects.requireNonNull(defaults, "connected first");
  }

  /** Who is told when the service cannot be reached any more. */
  public void onLost(Consumer<Problem> listener) {
    onLost = listener;
  }

  /**
   * Asks the service, away from the thread that draws. That it cannot be reached is told to the
   * frame as well, which then offers to connect again.
   */
  @Override
  public <T> TaskRunner.Task ask(
      ServiceRequest<T> request, Consumer<T> done, Consumer<Problem> failed) {
    var asked = Objects.requireNonNull(service, "connected first");
    return runner.run(
        () -> request.ask(asked),
        done,
        problem -> {
          failed.accept(problem);
          if (LostService.isLost(problem) && asked == service) {
            onLost.accept(problem);
          }
        });
  }

  public Answers answers() {
    return answers;
  }

  public void resume(Answers earlier) {
    answers = earlier;
    draft.found(earlier);
  }

  public void answer(UnaryOperator<Draft> change) {
    answers = change.apply(Draft.of(answers)).answers();
  }

  /** As {@link #answer}, for what is still being typed: kept a moment after the last change. */
  public void answerWhileTyping(UnaryOperator<Draft> change) {
    answer(change);
    if (service != null) {
      draft.keepSoon(answers);
    }
  }

  /** Keeps the answers at the service, so that a closed wizard goes on here. */
  public void keepDraft(SetupPage page) {
    answer(before -> before.page(page));
    draft.keepNow(Optional.of(answers));
  }

  public void forgetDraft() {
    draft.keepNow(Optional.empty());
  }

  /** Tells when everything answered so far is kept, or cannot be; perhaps at once. */
  public void whenDraftIsKept(Runnable then) {
    draft.finish(then);
  }

  private void write(Optional<Answers> value, Consumer<Boolean> done) {
    ask(
        asked -> {
          asked.saveDraft(value);
          return value;
        },
        kept -> done.accept(true),
        // The frame hears of a lost service anyway.
        problem -> done.accept(false));
  }

  public Credentials credentials() {
    return credentials;
  }

  public void credentials(Credentials value) {
    credentials = value;
  }

  public Optional<LocalApp> app() {
    return Optional.ofNullable(app);
  }

  public void app(@Nullable LocalApp value) {
    app = value;
  }

  public Optional<HomeReport> home() {
    return Optional.ofNullable(home);
  }

  public void home(@Nullable HomeReport value) {
    home = value;
  }

  public Optional<NameReport> name() {
    return Optional.ofNullable(name);
  }

  public void name(@Nullable NameReport value) {
    name = value;
  }

  public Optional<OperationSnapshot> operation() {
    return Optional.ofNullable(operation);
  }

  public void operation(@Nullable OperationSnapshot value) {
    operation = value;
  }
}
