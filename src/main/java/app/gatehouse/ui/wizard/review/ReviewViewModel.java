package app.gatehouse.ui.wizard.review;

import app.gatehouse.model.plan.Plan;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.setup.Draft;
import app.gatehouse.setup.Review;
import app.gatehouse.setup.ReviewLine;
import app.gatehouse.setup.Setup;
import app.gatehouse.ui.shared.Navigation;
import app.gatehouse.ui.shared.PageState;
import app.gatehouse.ui.shared.SetupSession;
import app.gatehouse.ui.shared.TaskRunner;
import java.net.URI;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What will change and what becomes public; the primary button starts it. */
public final class ReviewViewModel extends PageState {

  /** How far the terms of the certificate authority are. */
  public enum Terms {
    /** No public authority is involved, or it has none. */
    NOT_NEEDED,
    BEING_READ,
    /** Nobody can agree to what could not be read; it can be tried again. */
    NOT_READ,
    READ
  }

  private final SetupSession session;
  private final ObservableList<ReviewLine> lines = FXCollections.observableArrayList();

  /** Kept: a view of a list hears its changes only while somebody holds on to the view. */
  private final ObservableList<ReviewLine> shownLines =
      FXCollections.unmodifiableObservableList(lines);

  private final ReadOnlyStringWrapper authority = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Terms> terms = new ReadOnlyObjectWrapper<>(Terms.NOT_NEEDED);
  private final ReadOnlyObjectWrapper<@Nullable URI> termsAddress = new ReadOnlyObjectWrapper<>();
  private final BooleanProperty termsAgreed = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper rehearsable = new ReadOnlyBooleanWrapper();
  private final BooleanProperty rehearsed = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();
  private TaskRunner.@Nullable Task task;

  public ReviewViewModel(SetupSession session) {
    super(session.texts().get("wizard.review.publish"), session.texts().get("wizard.back"));
    this.session = session;
    termsAgreed.subscribe((before, now) -> refreshPrimary());
    rehearsed.subscribe((before, now) -> refreshPrimary());
  }

  public ObservableList<ReviewLine> lines() {
    return shownLines;
  }

  public ReadOnlyObjectProperty<Terms> terms() {
    return terms.getReadOnlyProperty();
  }

  /** The host name of that authority. */
  public ReadOnlyStringProperty authority() {
    return authority.getReadOnlyProperty();
  }

  /** Where its terms can be read; null when that is not known. */
  public ReadOnlyObjectProperty<@Nullable URI> termsAddress() {
    return termsAddress.getReadOnlyProperty();
  }

  public BooleanProperty termsAgreed() {
    return termsAgreed;
  }

  /** Whether the order could be rehearsed: the home's own CA has nothing to rehearse. */
  public ReadOnlyBooleanProperty rehearsable() {
    return rehearsable.getReadOnlyProperty();
  }

  /** Whether it is rehearsed first; a rehearsal that fails ends it before anything counts. */
  public BooleanProperty rehearsed() {
    return rehearsed;
  }

  public ReadOnlyObjectProperty<@Nullable Problem> problem() {
    return problem.getReadOnlyProperty();
  }

  @Override
  public void entered(Navigation navigation) {
    busy.set(false);
    problem.set(null);
    terms.set(Terms.NOT_NEEDED);
    termsAddress.set(null);
    termsAgreed.set(session.answers().termsAgreed());
    try {
      var plan = preview();
      var directory = plan.site().certificate().directory();
      rehearsable.set(directory != null);
      authority.set(directory == null ? "" : Optional.ofNullable(directory.getHost()).orElse(""));
      fill(plan, Optional.empty());
      if (directory != null) {
        readTerms(plan, directory);
      }
    } catch (ProblemException e) {
      lines.clear();
      problem.set(e.problem());
    }
    refreshPrimary();
  }

  @Override
  public void left() {
    if (task != null) {
      task.cancel();
    }
  }

  private void readTerms(Plan plan, URI directory) {
    terms.set(Terms.BEING_READ);
    task =
        session.ask(
            service -> service.terms(directory),
            found -> {
              // An authority without terms asks for no consent.
              terms.set(found.isPresent() ? Terms.READ : Terms.NOT_NEEDED);
              termsAddress.set(found.orElse(null));
              if (found.isEmpty()) {
                termsAgreed.set(true);
              }
              fill(plan, found);
              refreshPrimary();
            },
            why -> {
              terms.set(Terms.NOT_READ);
              problem.set(why);
              refreshPrimary();
            });
  }

  private void fill(Plan plan, Optional<URI> itsTerms) {
    lines.setAll(
        Review.of(
            plan,
            session.defaults(),
            session.home().orElse(null),
            session.name().orElse(null),
            itsTerms));
  }

  private Plan plan() throws ProblemException {
    var plan = Setup.plan(session.answers(), session.credentials(), session.defaults());
    return isRehearsed() ? plan.rehearsed() : plan;
  }

  /** A choice for one address does not reach another, where there is none. */
  private boolean isRehearsed() {
    return rehearsable.get() && rehearsed.get();
  }

  /** The plan as it will be once the terms are agreed to. */
  private Plan preview() throws ProblemException {
    return Setup.plan(
        Draft.of(session.answers()).termsAgreed(true).answers(),
        session.credentials(),
        session.defaults());
  }

  /** Publishes, or reads again what could not be read. */
  @Override
  public void primary(Navigation navigation) {
    if (terms.get() == Terms.NOT_READ) {
      entered(navigation);
    } else {
      publish(navigation);
    }
  }

  private void publish(Navigation navigation) {
    session.answer(draft -> draft.termsAgreed(termsAgreed.get()));
    Plan plan;
    try {
      plan = plan();
    } catch (ProblemException e) {
      problem.set(e.problem());
      return;
    }
    busy.set(true);
    problem.set(null);
    refreshPrimary();
    var credentials = session.credentials();
    task =
        session.ask(
            service -> service.start(plan, credentials),
            started -> {
              busy.set(false);
              session.operation(started);
              navigation.next();
            },
            why -> {
              busy.set(false);
              problem.set(why);
              refreshPrimary();
            });
  }

  private void refreshPrimary() {
    var texts = session.texts();
    var agreed = terms.get() == Terms.NOT_NEEDED || terms.get() == Terms.READ && termsAgreed.get();
    if (terms.get() == Terms.NOT_READ) {
      primary(texts.get("wizard.review.again"), true);
    } else {
      var words = isRehearsed() ? "wizard.review.rehearse-and-publish" : "wizard.review.publish";
      primary(texts.get(words), !busy.get() && !lines.isEmpty() && agreed);
    }
  }
}
