package app.gatehouse.ui.shared;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** Which app is meant: one of those found, or an address typed. Finding is the service's work. */
public final class AppChoice {

  /** How far the search for apps is. */
  public enum Search {
    LOOKING,
    FOUND,
    NOTHING,
    FAILED
  }

  private final Asker asker;
  private final Supplier<@Nullable String> before;
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
  private final ReadOnlyBooleanWrapper examining = new ReadOnlyBooleanWrapper();
  private TaskRunner.@Nullable Task searchTask;
  private TaskRunner.@Nullable Task examination;

  /** Whether the page is shown: a field also loses the focus when its page goes. */
  private boolean here;

  /**
   * @param before the address that was chosen earlier, or null
   */
  public AppChoice(Asker asker, Supplier<@Nullable String> before) {
    this.asker = asker;
    this.before = before;
    typed.subscribe((then, now) -> typedChanged());
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

  /** Whether the typed address is being looked at. */
  public ReadOnlyBooleanProperty examining() {
    return examining.getReadOnlyProperty();
  }

  /** Whether one was picked or something typed. */
  public boolean isMade() {
    return selected.get() != null || !typed.get().isBlank();
  }

  /** Looks for apps again. */
  public void refresh() {
    here = true;
    cancel(searchTask);
    search.set(Search.LOOKING);
    searchProblem.set(null);
    searchTask =
        asker.ask(
            ServiceApi::findApps,
            this::found,
            problem -> {
              searchProblem.set(problem);
              search.set(Search.FAILED);
            });
  }

  private void found(List<LocalApp> now) {
    var wanted = selected.get() == null ? before.get() : selected.get().url().url();
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
  }

  /** The field was left: says what is wrong with the address, or what was found there. */
  public void typedLeft() {
    if (here && !typed.get().isBlank() && typedApp.get() == null && typedProblem.get() == null) {
      examine(app -> {});
    }
  }

  /** Tells the app that is meant, once an address typed was looked at; else says what is wrong. */
  public void take(Consumer<LocalApp> then) {
    var chosen = selected.get() != null ? selected.get() : typedApp.get();
    if (chosen != null) {
      then.accept(chosen);
    } else if (!typed.get().isBlank()) {
      examine(then);
    }
  }

  /** The address as it stands in the field was not taken. */
  public void refuse(Problem problem) {
    typedProblem.set(problem);
  }

  /** Ends what had begun. */
  public void left() {
    here = false;
    cancel(searchTask);
    cancel(examination);
    examining.set(false);
  }

  private void typedChanged() {
    cancel(examination);
    examining.set(false);
    typedProblem.set(null);
    typedApp.set(null);
    if (!typed.get().isBlank()) {
      selected.set(null);
    }
  }

  private void examine(Consumer<LocalApp> then) {
    cancel(examination);
    var text = typed.get();
    try {
      Upstream.of(text);
    } catch (ProblemException e) {
      typedProblem.set(e.problem());
      return;
    }
    examining.set(true);
    examination =
        asker.ask(
            service -> service.examineApp(text),
            app -> {
              typedApp.set(app);
              examining.set(false);
              then.accept(app);
            },
            problem -> {
              typedProblem.set(problem);
              examining.set(false);
            });
  }

  private static void cancel(TaskRunner.@Nullable Task task) {
    if (task != null) {
      task.cancel();
    }
  }
}
