package app.gatehouse.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.gatehouse.model.certificate.ChallengeKind;
import app.gatehouse.model.plan.Plan;
import app.gatehouse.model.plan.StepKind;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.CertificateChoice;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Limits;
import app.gatehouse.model.site.Protection;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  private static final Plan PLAN =
      new Plan(
          new Site(
              new SiteAddress(AddressKind.OWN_DOMAIN, "app.example.net"),
              new Upstream("127.0.0.1", 7860),
              "gradio",
              new Protection(
                  GuardKind.LOGIN,
                  List.of(new Protection.UserAccount("ada", "$argon2id$…")),
                  List.of(),
                  Limits.API),
              new CertificateChoice(URI.create("https://ca.example/dir"), ChallengeKind.HTTP_01),
              false),
          List.of(StepKind.OPEN_PORTS, StepKind.CERTIFICATE),
          true);

  @Test
  void readsBackWhatItWrites() throws IOException {
    assertThat(Json.PLAIN.read(Json.PLAIN.write(PLAN), Plan.class)).isEqualTo(PLAN);
  }

  @Test
  void spellsEnumsInKebabCaseAndLeavesDerivedValuesOut() {
    assertThat(Json.PLAIN.write(PLAN))
        .contains("\"own-domain\"", "\"open-ports\"", "\"http-01\"")
        .doesNotContain("\"ip\"", "\"local\"");
  }

  @Test
  void leavesAbsentValuesOut() {
    assertThat(Json.PLAIN.write(CertificateChoice.LOCAL_CA)).isEqualTo("{\"challenge\":\"auto\"}");
  }

  @Test
  void addsWordsToProblemsOnlyWhereAsked() {
    var problem = Problem.warning(ProblemCode.PORT_IN_USE).with("port", 80);
    assertThat(Json.PLAIN.write(problem))
        .isEqualTo(
            "{\"code\":\"port-in-use\",\"severity\":\"warning\",\"facts\":{\"port\":\"80\"}}");
    assertThat(Json.withWords(p -> Map.of("title", "Port 80 is taken")).write(List.of(problem)))
        .contains("\"title\":\"Port 80 is taken\"", "\"code\":\"port-in-use\"");
  }

  @Test
  void refusesWhatIsNotTheShape() {
    assertThatThrownBy(() -> Json.PLAIN.read("{\"steps\":[]}", Plan.class))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Json.PLAIN.read("null", Plan.class)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Json.PLAIN.read("[".repeat(100_000), Object.class))
        .isInstanceOf(IOException.class);
  }

  @Test
  void refusesAValueThatLacksWhatItsTypePromises() {
    var text = Json.PLAIN.write(PLAN);
    assertThatThrownBy(() -> Json.PLAIN.read(text.replace("\"host\"", "\"hosts\""), Plan.class))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("host is missing");
    assertThatThrownBy(() -> Json.PLAIN.read(text.replace("\"users\"", "\"user\""), Plan.class))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () -> Json.PLAIN.read(text.replace("\"termsAgreed\"", "\"terms\""), Plan.class))
        .isInstanceOf(IOException.class);
  }

  @Test
  void takesAnAbsentValueWhereNullIsAllowed() throws IOException {
    var text = Json.PLAIN.write(PLAN).replace("\"directory\"", "\"other\"");
    assertThat(Json.PLAIN.read(text, Plan.class).site().certificate().isLocal()).isTrue();
  }
}
