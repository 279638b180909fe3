package app.gatehouse.ui.wizard.home;

import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.problem.Problem;
import app.gatehouse.ui.shared.Mark;
import app.gatehouse.ui.shared.Navigation;
import app.gatehouse.ui.shared.PageState;
import app.gatehouse.ui.shared.SetupSession;
import app.gatehouse.ui.shared.TaskRunner;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Whether the internet can reach this home. Reads only; nobody has to wait for it, and what is not
 * proven is said to be unknown.
 */
public final class HomeViewModel extends PageState {

  /**
   * A check and how it stands.
   *
   * @param check its name and, once it was looked at, what was found
   */
  public record Row(CheckResult check, Mark mark) {
    static Row of(CheckResult found) {
      return new Row(found, Mark.of(found));
    }
  }

  private final SetupSession session;
  private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable HomeReport> report = new ReadOnlyObjectWrapper<>();
  private final Map<Station, ReadOnlyObjectWrapper<Mark>> stations = new EnumMap<>(Station.class);
  private final ObservableList<Row> rows = FXCollections.observableArrayList();

  /** Kept: a view of a list hears its changes only while somebody holds on to the view. */
  private final ObservableList<Row> shownRows = FXCollections.unmodifiableObservableList(rows);

  private TaskRunner.@Nullable Task task;

  public HomeViewModel(SetupSession session) {
    super(session.texts().get("wizard.next"), session.texts().get("wizard.back"));
    this.session = session;
    for (var station : Station.values()) {
      stations.put(station, new ReadOnlyObjectWrapper<>(Mark.WAITING));
    }
  }

  public ReadOnlyBooleanProperty checking() {
    return checking.getReadOnlyProperty();
  }

  /** Why nothing could be found out. */
  public ReadOnlyObjectProperty<@Nullable Problem> problem() {
    return problem.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<@Nullable HomeReport> report() {
    return report.getReadOnlyProperty();
  }

  /** All checks, from the moment on in which they are begun. */
  public ObservableList<Row> rows() {
    return shownRows;
  }

  ReadOnlyObjectProperty<Mark> station(Station station) {
    return wrapper(station).getReadOnlyProperty();
  }

  private ReadOnlyObjectWrapper<Mark> wrapper(Station station) {
    return Objects.requireNonNull(stations.get(station));
  }

  @Override
  public void entered(Navigation navigation) {
    var known = session.home();
    if (known.isPresent()) {
      show(known.get());
    } else {
      check();
    }
  }

  @Override
  public void left() {
    if (task != null) {
      task.cancel();
    }
    checking.set(false);
  }

  /** Looks again. */
  public void check() {
    if (task != null) {
      task.cancel();
    }
    checking.set(true);
    problem.set(null);
    report.set(null);
    var ports = session.defaults().ports();
    rows.setAll(
        HomeReport.notYetChecked(ports).stream()
            .map(check -> new Row(check, Mark.RUNNING))
            .toList());
    for (var station : Station.values()) {
      wrapper(station).set(Mark.RUNNING);
    }
    task =
        session.ask(
            service -> service.checkHome(ports),
            found -> {
              session.home(found);
              show(found);
            },
            this::failed);
  }

  private void show(HomeReport found) {
    checking.set(false);
    rows.setAll(found.checks().stream().map(Row::of).toList());
    for (var station : Station.values()) {
      wrapper(station).set(station.mark(found));
    }
    report.set(found);
  }

  private void failed(Problem why) {
    checking.set(false);
    rows.clear();
    problem.set(why);
    for (var station : Station.values()) {
      wrapper(station).set(Mark.UNKNOWN);
    }
  }

  @Override
  public void primary(Navigation navigation) {
    navigation.next();
  }
}
