package app.gatehouse.service.part;

import app.gatehouse.model.site.Site;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.state.Home;
import app.gatehouse.state.JsonFile;
import app.gatehouse.state.Migration;
import app.gatehouse.state.SiteFiles;
import java.util.List;
import java.util.Optional;

/** The home's files as the service's parts see them. */
public final class HomeFiles {
  private HomeFiles() {}

  public static StoredSet<Site> sites(Home home) {
    return new SitesInHome(home.siteFiles());
  }

  /** One value in a file directly below the home. */
  public static <T> Stored<T> value(Home home, String name, Class<T> type) {
    return value(home, name, type, 1, Migration.NONE);
  }

  /** As {@link #value}, for a file that had other shapes before. */
  public static <T> Stored<T> value(
      Home home, String name, Class<T> type, int schema, Migration migration) {
    return new ValueInHome<>(home.file(home.folder().resolve(name), type, schema, migration));
  }

  private record SitesInHome(SiteFiles files) implements StoredSet<Site> {
    @Override
    public List<Site> all() throws ProblemException {
      return files.readAll();
    }

    @Override
    public void write(String name, Site site) throws ProblemException {
      files.write(site);
    }

    @Override
    public void delete(String name) throws ProblemException {
      files.delete(name);
    }
  }

  private record ValueInHome<T>(JsonFile<T> file) implements Stored<T> {
    @Override
    public Optional<T> read() throws ProblemException {
      return file.read();
    }

    @Override
    public void write(T value) throws ProblemException {
      file.write(value);
    }

    @Override
    public void delete() throws ProblemException {
      file.delete();
    }
  }
}
