package app.gatehouse.state;

import app.gatehouse.model.site.Site;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The published sites, one file each, named after the host. */
public final class SiteFiles {
  private static final int SCHEMA = 1;
  private static final int MAX_NAME = 150;
  private static final String ENDING = ".json";

  /** Names that Windows keeps for devices, with any ending. */
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.CASE_INSENSITIVE);

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

  public Optional<Site> read(String name) throws ProblemException {
    return file(path(name)).read();
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
    return home.sites().resolve(fileName(name) + ENDING);
  }

  /** A name as part of a file name that every system takes, different for different hosts. */
  static String fileName(String host) {
    var plain = host.replace(':', '~').replaceAll("[^a-z0-9._~-]", "~");
    if (plain.isEmpty() || plain.startsWith(".") || DEVICE.matcher(plain).matches()) {
      plain = "~" + plain;
    }
    var unchanged = plain.equals(host.replace(':', '~'));
    if (unchanged && plain.length() <= MAX_NAME) {
      return plain;
    }
    return plain.substring(0, Math.min(MAX_NAME, plain.length())) + "~" + shortHash(host);
  }

  private JsonFile<Site> file(Path path) {
    return home.file(path, Site.class, SCHEMA, Migration.NONE);
  }

  private List<Path> files() throws ProblemException {
    var paths = new ArrayList<Path>();
    try (var found = Files.newDirectoryStream(home.sites(), "[!.]*" + ENDING)) {
      found.forEach(paths::add);
    } catch (IOException e) {
      throw Storage.problem(home.sites(), e);
    }
    paths.sort(null);
    return paths;
  }

  private static String shortHash(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
