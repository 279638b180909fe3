package app.gatehouse.ui.wizard.address;

import app.gatehouse.model.network.NameReport;
import app.gatehouse.model.network.RouterInfo;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.setup.Setup;
import app.gatehouse.ui.shared.Navigation;
import app.gatehouse.ui.shared.PageState;
import app.gatehouse.ui.shared.SetupSession;
import app.gatehouse.ui.shared.TaskRunner;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** The public name: a kind of address and the name itself, looked up while the user goes on. */
public final class AddressViewModel extends PageState {
  /** The kinds that can be chosen so far; the others are shown and said to come later. */
  private static final Set<AddressKind> AVAILABLE =
      Set.of(AddressKind.OWN_DOMAIN, AddressKind.DYNAMIC_NAME, AddressKind.PRIVATE);

  private final SetupSession session;
  private final ReadOnlyObjectWrapper<@Nullable AddressKind> kind = new ReadOnlyObjectWrapper<>();
  private final StringProperty domain = new SimpleStringProperty("");
  private final StringProperty dynamicName = new SimpleStringProperty("");
  private final StringProperty privateName = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<@Nullable Problem> nameProblem =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable SiteAddress> address =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable NameReport> report = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Problem> checkProblem =
      new ReadOnlyObjectWrapper<>();
  private final NameAccount account;
  private TaskRunner.@Nullable Task task;

  public AddressViewModel(SetupSession session) {
    super(session.texts().get("wizard.next"), session.texts().get("wizard.back"));
    this.session = session;
    account = new NameAccount(session, this::refreshPrimary);
    account.asking().subscribe((before, now) -> refreshPrimary());
    domain.subscribe((before, now) -> nameChanged());
    dynamicName.subscribe((before, now) -> nameChanged());
    privateName.subscribe((before, now) -> nameChanged());
  }

  public ReadOnlyObjectProperty<@Nullable AddressKind> kind() {
    return kind.getReadOnlyProperty();
  }

  public boolean isAvailable(AddressKind asked) {
    return AVAILABLE.contains(asked);
  }

  /** The name under the user's own domain, as typed. */
  public StringProperty domain() {
    return domain;
  }

  /** The dynamic name, as typed. */
  StringProperty dynamicName() {
    return dynamicName;
  }

  /** By what a dynamic name is led here. */
  NameAccount account() {
    return account;
  }

  /** Whether the service was asked already what it offers. */
  boolean isConnected() {
    return session.service().isPresent();
  }

  /** The name for the local network, as typed. */
  public StringProperty privateName() {
    return privateName;
  }

  public ReadOnlyObjectProperty<@Nullable Problem> nameProblem() {
    return nameProblem.getReadOnlyProperty();
  }

  /** The name as understood; null while it is being typed. */
  public ReadOnlyObjectProperty<@Nullable SiteAddress> address() {
    return address.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty checking() {
    return checking.getReadOnlyProperty();
  }

  /** Where the name leads; null until it was looked up. */
  public ReadOnlyObjectProperty<@Nullable NameReport> report() {
    return report.getReadOnlyProperty();
  }

  /** Why it could not be looked up. */
  public ReadOnlyObjectProperty<@Nullable Problem> checkProblem() {
    return checkProblem.getReadOnlyProperty();
  }

  /** The address that a record for the name has to hold, as far as the router tells it. */
  public Optional<String> publicAddress() {
    return router().map(RouterInfo::wanAddress);
  }

  /** This computer's address in the local network, which needs no name at all. */
  public Optional<String> localAddress() {
    return router().map(RouterInfo::localAddress);
  }

  private Optional<RouterInfo> router() {
    return session.home().map(home -> home.router());
  }

  @Override
  public void entered(Navigation navigation) {
    var answers = session.answers();
    if (privateName.get().isBlank()) {
      privateName.set(Setup.suggestedPrivateName(answers.preset()));
    }
    var chosen = answers.addressKind();
    var host = answers.host();
    if (chosen != null && isAvailable(chosen)) {
      if (host != null) {
        field(chosen).set(host);
      }
      choose(chosen);
    }
    refreshPrimary();
  }

  @Override
  public void left() {
    cancel();
    account.cancel();
  }

  public void choose(AddressKind chosen) {
    if (isAvailable(chosen) && chosen != kind.get()) {
      kind.set(chosen);
      nameChanged();
      if (!field(chosen).get().isBlank()) {
        nameLeft();
      }
    }
  }

  /** Uses this computer's own address instead of a name. */
  public void useLocalAddress() {
    localAddress().ifPresent(privateName::set);
    nameLeft();
  }

  /** The field was left: says what is wrong with the name, or looks where it leads. */
  public void nameLeft() {
    if (kind.get() != null && !name().isBlank() && address.get() == null) {
      understand();
      check();
    }
  }

  /** Looks again where the name leads. */
  public void check() {
    var asked = address.get();
    if (asked == null || asked.kind() != AddressKind.OWN_DOMAIN) {
      return;
    }
    cancel();
    checking.set(true);
    report.set(null);
    checkProblem.set(null);
    task =
        session.ask(
            service -> service.checkName(asked),
            found -> {
              checking.set(false);
              session.name(found);
              report.set(found);
            },
            problem -> {
              checking.set(false);
              checkProblem.set(problem);
            });
  }

  @Override
  public void primary(Navigation navigation) {
    if (address.get() == null) {
      understand();
    }
    var understood = address.get();
    if (understood != null && understood.kind() == AddressKind.DYNAMIC_NAME) {
      account.accept(understood.host(), () -> goOn(understood, navigation));
    } else if (understood != null) {
      goOn(understood, navigation);
    }
  }

  private void goOn(SiteAddress understood, Navigation navigation) {
    session.answer(draft -> draft.address(understood.kind(), name().strip()));
    if (session.name().filter(known -> known.host().equals(understood.host())).isEmpty()) {
      session.name(null);
    }
    navigation.next();
  }

  private void understand() {
    try {
      address.set(SiteAddress.of(Objects.requireNonNull(kind.get()), name()));
      nameProblem.set(null);
    } catch (ProblemException e) {
      nameProblem.set(e.problem());
    }
  }

  private void nameChanged() {
    cancel();
    address.set(null);
    nameProblem.set(null);
    report.set(null);
    checkProblem.set(null);
    var chosen = kind.get();
    if (chosen != null) {
      session.answerWhileTyping(draft -> draft.address(chosen, name().strip()));
    }
    refreshPrimary();
  }

  private void cancel() {
    if (task != null) {
      task.cancel();
    }
    checking.set(false);
  }

  private void refreshPrimary() {
    var isReady = kind.get() != AddressKind.DYNAMIC_NAME || isAccountReady();
    primaryEnabled(kind.get() != null && !name().isBlank() && isReady);
  }

  private boolean isAccountReady() {
    return account.isComplete() && !account.asking().get();
  }

  private String name() {
    var chosen = kind.get();
    return chosen == null ? "" : field(chosen).get();
  }

  private StringProperty field(AddressKind of) {
    return switch (of) {
      case PRIVATE -> privateName;
      case DYNAMIC_NAME -> dynamicName;
      default -> domain;
    };
  }
}
