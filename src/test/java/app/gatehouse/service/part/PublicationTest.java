package app.gatehouse.service.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PublicationTest {
  private static final String HOST = "a.home.arpa";

  private final SteppedClock clock = new SteppedClock("2027-01-01T00:00:00Z");
  private final FakeCertificates certificates = new FakeCertificates(clock, Duration.ofDays(90));
  private final FakeSiteServer server = new FakeSiteServer();
  private final MemorySites disk = new MemorySites();
  private final Sites sites = new Sites(disk);
  private final Publication publication = new Publication(sites, server, certificates);

  @Test
  void publishesOnlyWhatHasACertificate() throws Exception {
    assertThatThrownBy(() -> publication.publish(MemorySites.site(HOST)))
        .hasMessageContaining("key-unreadable");
    assertThat(disk.all()).isEmpty();

    certificates.give(HOST);
    publication.publish(MemorySites.site(HOST));

    assertThat(disk.all()).hasSize(1);
    assertThat(server.sites).containsOnlyKeys(HOST);
  }

  @Test
  void aSiteThatIsGoneIsNotBroughtBack() throws Exception {
    certificates.give(HOST);
    publication.publish(MemorySites.site(HOST));
    publication.withdraw(HOST);

    assertThatThrownBy(() -> publication.pause(HOST, true)).hasMessageContaining("site-not-found");
    assertThat(publication.refresh(HOST)).isFalse();

    assertThat(disk.all()).isEmpty();
    assertThat(server.sites).isEmpty();
  }

  @Test
  void refreshesOnlyWhatHasChanged() throws Exception {
    certificates.give(HOST);
    publication.publish(MemorySites.site(HOST));

    assertThat(publication.refresh(HOST)).isFalse();
    var fresh = certificates.give(HOST);
    assertThat(publication.refresh(HOST)).isTrue();

    assertThat(publication.isServed(HOST, fresh)).isTrue();
    assertThat(publication.refresh(HOST)).isFalse();
  }

  @Test
  void aSiteWhoseFileCannotBeDeletedStaysServed() throws Exception {
    certificates.give(HOST);
    publication.publish(MemorySites.site(HOST));
    disk.refuses(Problem.error(ProblemCode.STORAGE_DENIED));

    assertThatThrownBy(() -> publication.withdraw(HOST)).isInstanceOf(ProblemException.class);

    assertThat(server.sites).containsOnlyKeys(HOST);
    assertThat(sites.find(HOST)).isPresent();
  }
}
