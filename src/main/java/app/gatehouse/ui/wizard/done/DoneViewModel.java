package app.gatehouse.ui.wizard.done;

import app.gatehouse.control.ServiceApi;
import app.gatehouse.model.plan.StepKind;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.SiteStatus.CertificateStatus;
import app.gatehouse.model.status.SiteView;
import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.ui.shared.Browser;
import app.gatehouse.ui.shared.LocalRoots;
import app.gatehouse.ui.shared.Navigation;
import app.gatehouse.ui.shared.PageState;
import app.gatehouse.ui.shared.SetupSession;
import app.gatehouse.ui.shared.TrustModel;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The address, and what happens from now on. */
public final class DoneViewModel extends PageState {
  private static final String REHEARSE = StepKind.REHEARSE.id();

  private record Known(Optional<CertificateStatus> certificate, Path home) {}

  private final SetupSession session;
  private final Browser browser;
  private final LocalRoots roots;
  private final TrustModel trust;
  private final ReadOnlyObjectWrapper<@Nullable SiteView> site = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable CertificateStatus> certificate =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper rehearsed = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Path> rootFile = new ReadOnlyObjectWrapper<>();

  public DoneViewModel(SetupSession session, Browser browser, LocalRoots roots, TrustModel trust) {
    super(session.texts().get("wizard.done.open"), session.texts().get("wizard.done.overview"));
    this.session = session;
    this.browser = browser;
    this.roots = roots;
    this.trust = trust;
  }

  /** What was published. */
  public ReadOnlyObjectProperty<@Nullable SiteView> site() {
    return site.getReadOnlyProperty();
  }

  /** Its certificate's dates; null until the service told them. */
  public ReadOnlyObjectProperty<@Nullable CertificateStatus> certificate() {
    return certificate.getReadOnlyProperty();
  }

  /** The local root's file, for a private address. */
  public ReadOnlyObjectProperty<@Nullable Path> rootFile() {
    return rootFile.getReadOnlyProperty();
  }

  /** Whether the order was rehearsed before it counted. */
  public ReadOnlyBooleanProperty rehearsed() {
    return rehearsed.getReadOnlyProperty();
  }

  /** What this computer thinks of that root; looks for a private address only. */
  TrustModel trust() {
    return trust;
  }

  @Override
  public void entered(Navigation navigation) {
    // A wizard that opens on an unseen end comes here without having been at work.
    session.forgetDraft();
    certificate.set(null);
    rootFile.set(null);
    session
        .operation()
        .ifPresent(
            operation -> {
              var view = operation.site();
              rehearsed.set(isRehearsed(operation));
              site.set(view);
              if (view.address() == AddressKind.PRIVATE) {
                trust.entered();
              }
              session.ask(
                  service -> known(service, view),
                  known -> {
                    certificate.set(known.certificate().orElse(null));
                    if (view.address() == AddressKind.PRIVATE) {
                      rootFile.set(roots.file(known.home(), view.name()));
                    }
                  },
                  // The address is what counts here; the dates are an extra.
                  problem -> {});
            });
  }

  @Override
  public void left() {
    trust.left();
  }

  private static boolean isRehearsed(OperationSnapshot operation) {
    return operation.steps().stream()
        .anyMatch(step -> step.id().equals(REHEARSE) && step.state() == StepState.OK);
  }

  private static Known known(ServiceApi service, SiteView view) throws ProblemException {
    var found =
        service.status().sites().stream()
            .filter(site -> site.name().equals(view.name()))
            .findFirst()
            .map(site -> site.certificate());
    return new Known(found, Path.of(service.info().home()));
  }

  /** Opens the address. */
  @Override
  public void primary(Navigation navigation) {
    var published = site.get();
    if (published != null) {
      browser.open(URI.create(published.url()));
    }
  }

  /** Shows everything that is published; another app can be added from there. */
  @Override
  public void secondary(Navigation navigation) {
    navigation.overview();
  }
}
