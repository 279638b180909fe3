package app.gatehouse.ui.wizard.home;

import app.gatehouse.control.HomeFirewall;
import app.gatehouse.guide.PortRule;
import app.gatehouse.model.network.CheckResult;
import app.gatehouse.model.network.FirewallReport;
import app.gatehouse.model.network.HomeReport;
import app.gatehouse.model.network.ProofWish;
import app.gatehouse.model.network.RouterInfo;
import app.gatehouse.problem.Problem;
import app.gatehouse.text.HomeWords;
import app.gatehouse.ui.shared.Mark;
import app.gatehouse.ui.shared.Navigation;
import app.gatehouse.ui.shared.PageState;
import app.gatehouse.ui.shared.SetupSession;
import app.gatehouse.ui.shared.TaskRunner;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Whether the internet can reach this home. Looks from inside by itself, and from outside when the
 * user wants it; nobody has to wait for it, and what is not proven is said to be unknown.
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

  private static final int USUAL_HTTP = 80;
  private static final int USUAL_HTTPS = 443;

  private final SetupSession session;
  private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable HomeReport> report = new ReadOnlyObjectWrapper<>();
  private final Map<Station, ReadOnlyObjectWrapper<Mark>> stations = new EnumMap<>(Station.class);
  private final ObservableList<Row> rows = FXCollections.observableArrayList();

  /** Kept: a view of a list hears its changes only while somebody holds on to the view. */
  private final ObservableList<Row> shownRows = FXCollections.unmodifiableObservableList(rows);

  private final ReadOnlyBooleanWrapper proving = new ReadOnlyBooleanWrapper();
  private final Parties parties;
  private final PhoneProof phone;
  private final HomeFirewall firewall;
  private final BooleanBinding busy;
  private TaskRunner.@Nullable Task task;

  /** As it was at the last look from inside. */
  private volatile @Nullable FirewallReport walls;

  /** Counts what was begun: a check of an earlier look changes nothing any more. */
  private int turn;

  /**
   * @param firewall of this computer, which the service cannot see
   */
  public HomeViewModel(SetupSession session, HomeFirewall firewall) {
    super(session.texts().get("wizard.next"), session.texts().get("wizard.back"));
    this.session = session;
    this.firewall = firewall;
    parties = new Parties(session);
    phone = new PhoneProof(session, this::learn);
    busy =
        Bindings.createBooleanBinding(
            () -> checking.get() || phone.phase().get().isRunning(), checking, phone.phase());
    for (var station : Station.values()) {
      stations.put(station, new ReadOnlyObjectWrapper<>(Mark.WAITING));
    }
  }

  public ReadOnlyBooleanProperty checking() {
    return checking.getReadOnlyProperty();
  }

  /** Whether somebody outside is being asked at the moment. */
  ReadOnlyBooleanProperty proving() {
    return proving.getReadOnlyProperty();
  }

  /** Whether something goes on that nothing else is to disturb. */
  ObservableBooleanValue busy() {
    return busy;
  }

  Parties parties() {
    return parties;
  }

  PhoneProof phone() {
    return phone;
  }

  /** Whether somebody is left who may be asked from outside. */
  boolean isAnybodyAsked() {
    return parties.all().stream().anyMatch(party -> !party.leftOut());
  }

  /** Whether the router would forward the ports while somebody tries them. */
  boolean routerHelps() {
    return session.home().map(HomeReport::router).map(RouterInfo::protocol).isPresent();
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
    turn++;
    phone.end();
    checking.set(false);
    proving.set(false);
  }

  @Override
  public boolean escaped() {
    var wasRunning = phone.phase().get().isRunning();
    if (wasRunning) {
      phone.end();
    }
    return wasRunning;
  }

  /** Looks again, from inside. */
  public void check() {
    begin();
    report.set(null);
    var mine = turn;
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
            service -> {
              walls = firewall.read(ports).orElse(null);
              return service.checkHome(
                  ports, walls, check -> session.runner().later(() -> seen(mine, check)));
            },
            this::learn,
            this::failed);
  }

  private void seen(int look, CheckResult check) {
    if (look == turn) {
      rows.replaceAll(row -> row.check().id().equals(check.id()) ? Row.of(check) : row);
    }
  }

  /** Has those try it whom the user did not leave out. */
  void prove() {
    var wish = wish();
    begin();
    proving.set(true);
    wrapper(Station.INTERNET).set(Mark.RUNNING);
    task = session.ask(service -> service.proveHome(wish), this::learn, this::failed);
  }

  /** Waits for the owner's own phone to come from outside. */
  void tryPhone() {
    if (!busy.get()) {
      phone.begin(wish());
    }
  }

  private ProofWish wish() {
    var usual = routerHelps() ? Set.of(USUAL_HTTP, USUAL_HTTPS) : session.defaults().ports();
    return new ProofWish(usual, null, parties.leftOut(), routerHelps()).withFirewall(walls);
  }

  Optional<Fix> fix(Problem trouble) {
    return Fix.of(trouble, routerHelps());
  }

  void mend(Fix fix) {
    switch (fix) {
      case CHECK_AGAIN -> check();
      case ASK_ROUTER -> {
        if (isAnybodyAsked()) {
          prove();
        } else {
          tryPhone();
        }
      }
      case OPEN_FIREWALL -> openFirewall();
    }
  }

  /** By an administrator's leave, which the system asks for. */
  private void openFirewall() {
    begin();
    var ports = session.defaults().ports();
    task =
        session
            .runner()
            .run(
                () -> {
                  firewall.open(ports);
                  return ports;
                },
                opened -> check(),
                why -> {
                  checking.set(false);
                  problem.set(why);
                });
  }

  /** What has to be forwarded where a router is told by hand. */
  Set<PortRule> rules() {
    var defaults = session.defaults();
    return Set.of(
        new PortRule(USUAL_HTTP, defaults.httpPort()),
        new PortRule(USUAL_HTTPS, defaults.httpsPort()));
  }

  /** The report as the command line tells it, to be given to others. */
  String toCopy() {
    var known = report.get();
    return known == null ? "" : HomeWords.toCopy(known, session.texts());
  }

  private void begin() {
    if (task != null) {
      task.cancel();
    }
    turn++;
    phone.end();
    checking.set(true);
    problem.set(null);
  }

  private void learn(HomeReport found) {
    session.home(found);
    show(found);
  }

  private void show(HomeReport found) {
    checking.set(false);
    proving.set(false);
    rows.setAll(found.checks().stream().map(Row::of).toList());
    for (var station : Station.values()) {
      wrapper(station).set(station.mark(found));
    }
    report.set(found);
  }

  private void failed(Problem why) {
    checking.set(false);
    proving.set(false);
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
