package app.gatehouse.ui.wizard.app;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.ui.shared.Navigation;
import app.gatehouse.ui.shared.PageState;
import app.gatehouse.ui.shared.SetupSession;
import app.gatehouse.ui.shared.TaskRunner;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Which app is published: one of those found, or an address typed. */
public final class AppViewModel extends PageState {

  /** How far the search for apps is. */
  public enum Search {
    LOOKING,
    FOUND,
    NOTHING,
    FAILED
  }

  private final SetupSession session;
  private final ReadOnlyObjectWrapper<Search> search = new ReadOnlyObjectWrapper<>(Search.LOOKING);
  private final ReadOnlyObjectWrapper<@Nullable Problem> searchProblem =
      new ReadOnlyObjectWrapper<>();
  private final ObservableList<LocalApp> apps = FXCollections.observableArrayList();

  /** Kept: a view of a list hears its changes only while somebody holds on to the view. */
  private final ObservableList<LocalApp> shownApps = FXCollections.unmodifiableObservableList(apps);

  private final ReadOnlyObjectWrapper<@Nullable LocalApp> selected = new ReadOnlyObjectWrapper<>();
  private final StringProperty typed = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<@Nullable Problem> typedProblem =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable LocalApp> typedApp = new ReadOnlyObjectWrapper<>();
  private TaskRunner.@Nullable Task looking;
  private TaskRunner.@Nullable Task examining;
  private @Nullable Navigation navigation;

  public AppViewModel(SetupSession session) {
    super(session.texts().get("wizard.next"), "");
    this.session = session;
    typed.subscribe((before, now) -> typedChanged());
    selected.subscribe(app -> refreshPrimary());
  }

  public ReadOnlyObjectProperty<Search> search() {
    return search.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<@Nullable Problem> searchProblem() {
    return searchProblem.getReadOnlyProperty();
  }

  /** The apps found; the same list for ever, not to be changed. */
  public ObservableList<LocalApp> apps() {
    return shownApps;
  }

  public ReadOnlyObjectProperty<@Nullable LocalApp> selected() {
    return selected.getReadOnlyProperty();
  }

  /** The address as it stands in the field. */
  public StringProperty typed() {
    return typed;
  }

  public ReadOnlyObjectProperty<@Nullable Problem> typedProblem() {
    return typedProblem.getReadOnlyProperty();
  }

  /** What was recognised at the typed address. */
  public ReadOnlyObjectProperty<@Nullable LocalApp> typedApp() {
    return typedApp.getReadOnlyProperty();
  }

  @Override
  public void entered(Navigation frame) {
    navigation = frame;
    refresh();
  }

  @Override
  public void left() {
    cancel(looking);
    cancel(examining);
  }

  /** Looks for apps again. */
  public void refresh() {
    cancel(looking);
    search.set(Search.LOOKING);
    searchProblem.set(null);
    looking =
        session.ask(
            ServiceApi::findApps,
            this::found,
            problem -> {
              searchProblem.set(problem);
              search.set(Search.FAILED);
            });
  }

  private void found(List<LocalApp> now) {
    var wanted = selected.get() == null ? session.answers().app() : selected.get().url().url();
    apps.setAll(now);
    search.set(now.isEmpty() ? Search.NOTHING : Search.FOUND);
    var again = now.stream().filter(app -> app.url().url().equals(wanted)).findFirst();
    if (again.isPresent() && typed.get().isBlank()) {
      select(again.get());
    } else if (selected.get() != null) {
      selected.set(null);
    } else if (wanted != null && typed.get().isEmpty()) {
      typed.set(wanted);
    }
  }

  public void select(LocalApp app) {
    typed.set("");
    selected.set(app);
    session.answerWhileTyping(draft -> draft.app(app));
  }

  /** The field was left: says what is wrong with the address, or what was found there. */
  public void typedLeft() {
    if (!typed.get().isBlank() && typedApp.get() == null && typedProblem.get() == null) {
      examine(app -> {});
    }
  }

  /** Tries the whole way with the built-in sample app. */
  public void trySample() {
    if (navigation != null) {
      navigation.tryWithSample();
    }
  }

  @Override
  public void primary(Navigation frame) {
    var chosen = selected.get() != null ? selected.get() : typedApp.get();
    if (chosen != null) {
      take(chosen, frame);
    } else if (!typed.get().isBlank()) {
      examine(app -> take(app, frame));
    }
  }

  private void take(LocalApp app, Navigation frame) {
    session.app(app);
    session.answer(draft -> draft.app(app));
    frame.next();
  }

  private void typedChanged() {
    cancel(examining);
    typedProblem.set(null);
    typedApp.set(null);
    var text = typed.get().isBlank() ? null : typed.get().strip();
    if (text != null) {
      selected.set(null);
    }
    session.answerWhileTyping(draft -> draft.app(text));
    refreshPrimary();
  }

  private void examine(Consumer<LocalApp> then) {
    cancel(examining);
    var text = typed.get();
    try {
      Upstream.of(text);
    } catch (ProblemException e) {
      typedProblem.set(e.problem());
      return;
    }
    primary(session.texts().get("wizard.app.examining"), false);
    examining =
        session.ask(
            service -> service.examineApp(text),
            app -> {
              typedApp.set(app);
              refreshPrimary();
              then.accept(app);
            },
            problem -> {
              typedProblem.set(problem);
              refreshPrimary();
            });
  }

  private void refreshPrimary() {
    primary(session.texts().get("wizard.next"), selected.get() != null || !typed.get().isBlank());
  }

  private static void cancel(TaskRunner.@Nullable Task task) {
    if (task != null) {
      task.cancel();
    }
  }
}
