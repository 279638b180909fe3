package app.gatehouse.ui.alerts;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.alert.AlertChannels;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** One way on which alerts go: what is set up, and a form that sets up something else. */
abstract class Way {

  /** What is being done at the user's wish. */
  enum Doing {
    NOTHING,
    SAVING,
    ENDING
  }

  /** What a way asks of the service. */
  interface Change {
    void on(ServiceApi service) throws ProblemException;
  }

  private final AlertsParts parts;
  private final Consumer<AlertChannels> changed;
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper result = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper editing = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper filled = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Doing> doing = new ReadOnlyObjectWrapper<>(Doing.NOTHING);
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();

  /**
   * @param changed hears what is set up once something was changed
   */
  Way(AlertsParts parts, Consumer<AlertChannels> changed) {
    this.parts = parts;
    this.changed = changed;
  }

  /** What is set up, in words and without secrets; empty while nothing is. */
  final ReadOnlyStringProperty summary() {
    return summary.getReadOnlyProperty();
  }

  /** What came of the last wish, in words; empty when there is nothing to say. */
  final ReadOnlyStringProperty result() {
    return result.getReadOnlyProperty();
  }

  /** Whether the form is shown. */
  final ReadOnlyBooleanProperty editing() {
    return editing.getReadOnlyProperty();
  }

  /** Whether everything that is needed was typed; not whether it is right. */
  final ReadOnlyBooleanProperty filled() {
    return filled.getReadOnlyProperty();
  }

  final ReadOnlyObjectProperty<Doing> doing() {
    return doing.getReadOnlyProperty();
  }

  /** What is wrong and belongs to no field. */
  final ReadOnlyObjectProperty<@Nullable Problem> problem() {
    return problem.getReadOnlyProperty();
  }

  final boolean isOn() {
    return !summary.get().isEmpty();
  }

  /** Shows the form, with what is set up in it. */
  final void edit() {
    result.set("");
    fill();
    editing.set(true);
  }

  /** Hides the form again; what was typed waits in it. */
  final void fold() {
    editing.set(false);
    problem.set(null);
  }

  /** Saves what was typed, or says at the fields what is wrong with it. */
  abstract void save();

  /** Sends no alerts this way any more. */
  abstract void end();

  /** Puts into the form what is set up; what was typed before stays where nothing is. */
  abstract void fill();

  /**
   * Shows at its field what the service did not take.
   *
   * @return false when it belongs to no field
   */
  abstract boolean refused(Problem why);

  /** In words; empty where nothing is set up. */
  abstract String words(AlertChannels channels);

  /** Nothing secret is kept once it is saved. */
  abstract void forget();

  void show(AlertChannels channels) {
    summary.set(words(channels));
  }

  final void filled(boolean now) {
    filled.set(now);
  }

  final AlertsParts parts() {
    return parts;
  }

  /** The language of what is told. */
  final String language() {
    return parts.texts().locale().toLanguageTag();
  }

  final void begin(Doing what, Change change) {
    if (doing.get() != Doing.NOTHING) {
      return;
    }
    doing.set(what);
    result.set("");
    problem.set(null);
    parts
        .asker()
        .ask(
            service -> {
              change.on(service);
              return service.alerts();
            },
            channels -> {
              doing.set(Doing.NOTHING);
              editing.set(false);
              forget();
              changed.accept(channels);
              var done = what == Doing.SAVING ? "alerts.saved" : "alerts.ended";
              result.set(parts.texts().get(done));
            },
            why -> {
              doing.set(Doing.NOTHING);
              if (!refused(why)) {
                problem.set(why);
              }
            });
  }
}
