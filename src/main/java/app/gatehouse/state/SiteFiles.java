package app.gatehouse.state;

import app.gatehouse.model.site.Site;
import app.gatehouse.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The published sites, one file each, named after the host. */
public final class SiteFiles {
  private static final int SCHEMA = 1;
  private static final String ENDING = ".json";

  private final Home home;

  SiteFiles(Home home) {
    this.home = home;
  }

  /**
   * All sites, by name. A broken file is set aside and noticed by the home; the others are there.
   *
   * @throws ProblemException {@code storage-denied}
   */
  public List<Site> readAll() throws ProblemException {
    var sites = new ArrayList<Site>();
    for (var path : files()) {
      var file = file(path);
      var site = file.read();
      if (site.isPresent() && !path.equals(path(site.get().name()))) {
        // A copy under another name would be a second master of the same host.
        file.setAside("holds the site " + site.get().name());
      } else {
        site.ifPresent(sites::add);
      }
    }
    return sites;
  }

  /** Adds or replaces a site. */
  public void write(Site site) throws ProblemException {
    file(path(site.name())).write(site);
  }

  public void delete(String name) throws ProblemException {
    AtomicFiles.delete(path(name));
  }

  /** Where a site's file lies; never outside the sites' folder, whatever the name is. */
  public Path path(String name) {
    return home.sites().resolve(FileNames.of(name) + ENDING);
  }

  private JsonFile<Site> file(Path path) {
    return home.file(path, Site.class, SCHEMA, Migration.NONE);
  }

  private List<Path> files() throws ProblemException {
    return Folders.names(home.sites()).stream()
        .filter(name -> name.endsWith(ENDING) && !name.startsWith("."))
        .map(home.sites()::resolve)
        .toList();
  }
}
