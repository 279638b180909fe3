package app.gatehouse.ui.wizard.done;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.model.status.SiteView;
import app.gatehouse.model.status.StepReport;
import app.gatehouse.model.status.StepState;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.setup.SetupPage;
import app.gatehouse.ui.Facts;
import app.gatehouse.ui.FakeTrust;
import app.gatehouse.ui.InlineTaskRunner;
import app.gatehouse.ui.PageTest;
import app.gatehouse.ui.ScriptedService;
import app.gatehouse.ui.shared.TrustModel;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoneViewModelTest extends PageTest {
  private static final String HOST = "studio.home.arpa";

  private final List<URI> opened = new ArrayList<>();
  private final FakeTrust computer = new FakeTrust();
  private final DoneViewModel page =
      new DoneViewModel(
          session,
          opened::add,
          (home, host) -> home.resolve(host + ".pem"),
          new TrustModel(() -> computer, new InlineTaskRunner()));

  private void published(AddressKind kind, StepReport... steps) {
    var site =
        new SiteView(
            HOST,
            HOST,
            kind,
            "http://127.0.0.1:7860",
            "gradio",
            GuardKind.LOGIN,
            "https://studio.home.arpa/",
            false);
    session.operation(
        new OperationSnapshot("op-1", 9, site, OperationState.DONE, List.of(steps), null));
    page.entered(frame);
  }

  @Test
  void opensTheAddress() {
    service.status = () -> Facts.status(HOST);
    published(AddressKind.OWN_DOMAIN);
    page.primary(frame);

    assertThat(opened).containsExactly(URI.create("https://studio.home.arpa/"));
    assertThat(page.certificate().get().issuer()).isEqualTo("R11");
    assertThat(page.rootFile().get()).isNull();
  }

  @Test
  void tellsWhereThePrivateRootIs() {
    service.status = () -> Facts.status(HOST);
    published(AddressKind.PRIVATE);
    assertThat(page.rootFile().get())
        .isEqualTo(Path.of("/home/me/.local/state/gatehouse/studio.home.arpa.pem"));
  }

  @Test
  void asksWhatThisComputerTrustsForAPrivateAddressOnly() {
    service.status = () -> Facts.status(HOST);
    computer.root = () -> FakeTrust.ROOT;
    published(AddressKind.OWN_DOMAIN);
    assertThat(page.trust().root().get()).isNull();

    published(AddressKind.PRIVATE);
    assertThat(page.trust().root().get()).isEqualTo(FakeTrust.ROOT);
  }

  @Test
  void saysThatItWasRehearsed() {
    service.status = () -> Facts.status(HOST);
    published(AddressKind.OWN_DOMAIN, new StepReport("certificate", StepState.OK, null, null));
    assertThat(page.rehearsed().get()).isFalse();

    published(AddressKind.OWN_DOMAIN, new StepReport("rehearse", StepState.OK, null, null));
    assertThat(page.rehearsed().get()).isTrue();
  }

  @Test
  void showsTheAddressEvenWhenNothingElseCanBeRead() {
    service.status = ScriptedService.fails(Problem.error(ProblemCode.NO_PERMISSION));
    published(AddressKind.PRIVATE);
    assertThat(page.site().get().url()).isEqualTo("https://studio.home.arpa/");
  }

  @Test
  void forgetsTheAnswersOfWhatIsPublished() {
    service.status = () -> Facts.status(HOST);
    session.answer(draft -> draft.app(Facts.GRADIO));
    session.keepDraft(SetupPage.WORKING);
    published(AddressKind.PRIVATE);

    assertThat(service.draft).isEmpty();
  }

  @Test
  void leadsToTheOverview() {
    service.status = () -> Facts.status(HOST);
    published(AddressKind.PRIVATE);
    page.secondary(frame);

    assertThat(frame.moves).containsExactly("overview");
  }
}
