package app.gatehouse.service.part;

import app.gatehouse.model.certificate.ChallengeKind;
import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.CertificateChoice;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Limits;
import app.gatehouse.model.site.Protection;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Site files in memory. */
public final class MemorySites implements StoredSet<Site> {
  private final Map<String, Site> files = new TreeMap<>();
  private @Nullable Problem refusal;

  public synchronized void refuses(@Nullable Problem problem) {
    refusal = problem;
  }

  private void refuse() throws ProblemException {
    if (refusal != null) {
      throw refusal.exception();
    }
  }

  public static Site site(String host) {
    return new Site(
        new SiteAddress(AddressKind.PRIVATE, host),
        new Upstream("127.0.0.1", 7860),
        "generic",
        new Protection(GuardKind.OPEN, List.of(), List.of(), Limits.PAGES),
        CertificateChoice.LOCAL_CA,
        false);
  }

  public static Site publicSite(String host) {
    return new Site(
        new SiteAddress(AddressKind.OWN_DOMAIN, host),
        new Upstream("127.0.0.1", 7860),
        "generic",
        new Protection(GuardKind.OPEN, List.of(), List.of(), Limits.PAGES),
        new CertificateChoice(URI.create("https://ca.example/dir"), ChallengeKind.AUTO),
        false);
  }

  @Override
  public synchronized List<Site> all() {
    return List.copyOf(files.values());
  }

  @Override
  public synchronized void write(String name, Site value) throws ProblemException {
    refuse();
    files.put(name, value);
  }

  @Override
  public synchronized void delete(String name) throws ProblemException {
    refuse();
    files.remove(name);
  }
}
