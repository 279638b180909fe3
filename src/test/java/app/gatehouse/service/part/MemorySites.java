package app.gatehouse.service.part;

import app.gatehouse.model.site.AddressKind;
import app.gatehouse.model.site.CertificateChoice;
import app.gatehouse.model.site.GuardKind;
import app.gatehouse.model.site.Limits;
import app.gatehouse.model.site.Protection;
import app.gatehouse.model.site.Site;
import app.gatehouse.model.site.SiteAddress;
import app.gatehouse.model.site.Upstream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Site files in memory. */
public final class MemorySites implements StoredSet<Site> {
  private final Map<String, Site> files = new TreeMap<>();

  public static Site site(String host) {
    return new Site(
        new SiteAddress(AddressKind.PRIVATE, host),
        new Upstream("127.0.0.1", 7860),
        "generic",
        new Protection(GuardKind.OPEN, List.of(), List.of(), Limits.PAGES),
        CertificateChoice.LOCAL_CA,
        false);
  }

  @Override
  public synchronized List<Site> all() {
    return List.copyOf(files.values());
  }

  @Override
  public synchronized void write(String name, Site value) {
    files.put(name, value);
  }

  @Override
  public synchronized void delete(String name) {
    files.remove(name);
  }
}
