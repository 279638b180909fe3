package app.gatehouse.setup;

import static org.assertj.core.api.Assertions.assertThat;

import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.model.status.OperationState;
import app.gatehouse.model.status.SiteView;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetupPagesTest {
  private static final SetupDefaults DEFAULTS =
      new SetupDefaults(URI.create("https://ca.example/dir"), 80, 443, List.of(), List.of());

  @Test
  void leadsFromTheFirstPageToTheLast() {
    var page = Optional.of(SetupPage.APP);
    var walked = 0;
    for (; page.isPresent(); page = page.flatMap(SetupPages::next)) {
      walked++;
    }
    assertThat(walked).isEqualTo(SetupPages.all().size());
  }

  @Test
  void thereIsNoWayBackOutOfTheWork() {
    assertThat(SetupPages.back(SetupPage.REVIEW)).contains(SetupPage.PROTECTION);
    assertThat(SetupPages.back(SetupPage.APP)).isEmpty();
    assertThat(SetupPages.back(SetupPage.WORKING)).isEmpty();
    assertThat(SetupPages.back(SetupPage.DONE)).isEmpty();
  }

  @Test
  void onlyTheHomeCheckMayBeSkipped() {
    assertThat(SetupPages.all().stream().filter(SetupPages::maySkip))
        .containsExactly(SetupPage.HOME);
  }

  @Test
  void startsAtTheBeginningWithoutADraft() {
    assertThat(SetupPages.resume(Optional.empty(), List.of(), DEFAULTS)).isEqualTo(SetupPage.APP);
  }

  @ParameterizedTest
  @CsvSource({
    "app, APP",
    "home, HOME",
    "address, ADDRESS",
    "protection, PROTECTION",
    "review, PROTECTION",
    "done, PROTECTION",
    "nonsense, APP",
  })
  void opensWhereTheDraftWasLeftButAsksSecretsAgain(String left, SetupPage opened) {
    var draft = complete();
    SetupPage.of(left).ifPresent(draft::page);

    assertThat(SetupPages.resume(Optional.of(draft.answers()), List.of(), DEFAULTS))
        .isEqualTo(opened);
  }

  @Test
  void neverOpensBehindAMissingAnswer() {
    var noApp = Draft.empty().page(SetupPage.REVIEW).address(AddressKind.PRIVATE, "a.home.arpa");
    var noName = Draft.empty().page(SetupPage.REVIEW).app("7860");

    assertThat(SetupPages.resume(Optional.of(noApp.answers()), List.of(), DEFAULTS))
        .isEqualTo(SetupPage.APP);
    assertThat(SetupPages.resume(Optional.of(noName.answers()), List.of(), DEFAULTS))
        .isEqualTo(SetupPage.ADDRESS);
  }

  @ParameterizedTest
  @CsvSource({"RUNNING, WORKING", "FAILED, WORKING", "UNDOING, WORKING", "DONE, APP"})
  void opensTheWorkWhileThereIsSome(OperationState state, SetupPage opened) {
    var operation = operation("a.example", state);

    assertThat(SetupPages.resume(Optional.empty(), List.of(operation), DEFAULTS)).isEqualTo(opened);
  }

  @ParameterizedTest
  @CsvSource({
    "WORKING, app.home.arpa, DONE, DONE",
    "WORKING, app.home.arpa, CANCELLED, PROTECTION",
    "WORKING, other.home.arpa, DONE, PROTECTION",
    "ADDRESS, app.home.arpa, DONE, ADDRESS",
  })
  void opensTheEndOfTheWorkThatNobodyHasSeen(
      SetupPage left, String host, OperationState state, SetupPage opened) {
    var draft = Optional.of(complete().page(left).answers());
    var operations = List.of(operation(host, state));

    assertThat(SetupPages.resume(draft, operations, DEFAULTS)).isEqualTo(opened);
    assertThat(SetupPages.resumed(draft, operations).isPresent())
        .isEqualTo(opened == SetupPage.DONE);
  }

  private static OperationSnapshot operation(String host, OperationState state) {
    var site =
        new SiteView(
            host,
            host,
            AddressKind.OWN_DOMAIN,
            "http://127.0.0.1:7860",
            "generic",
            GuardKind.OPEN,
            "https://" + host + "/",
            false);
    return new OperationSnapshot("1", 1, site, state, List.of(), null);
  }

  private static Draft complete() {
    return Draft.empty()
        .app("7860")
        .address(AddressKind.PRIVATE, "app.home.arpa")
        .guard(GuardKind.LOGIN);
  }
}
