package app.gatehouse.service.operation;

import app.gatehouse.problem.ProblemException;
import app.gatehouse.service.part.StoredSet;
import app.gatehouse.state.AtomicFiles;
import app.gatehouse.state.Folders;
import app.gatehouse.state.Home;
import app.gatehouse.state.JsonFile;
import app.gatehouse.state.Migration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The operations on disk: one file each, replaced with every transition. */
public final class Journal {
  private final StoredSet<JournalEntry> files;

  Journal(StoredSet<JournalEntry> files) {
    this.files = files;
  }

  /** In the home's folder {@code operations}. */
  public static Journal of(Home home) {
    return new Journal(new InFolder(home));
  }

  /** Oldest first. */
  List<JournalEntry> all() throws ProblemException {
    return files.all().stream().sorted(Comparator.comparingLong(JournalEntry::number)).toList();
  }

  void write(JournalEntry entry) throws ProblemException {
    files.write(entry.id(), entry);
  }

  void forget(String id) throws ProblemException {
    files.delete(id);
  }

  private record InFolder(Home home) implements StoredSet<JournalEntry> {
    private static final int SCHEMA = 1;
    private static final String ENDING = ".json";

    @Override
    public List<JournalEntry> all() throws ProblemException {
      var entries = new ArrayList<JournalEntry>();
      for (var name : Folders.names(home.operations())) {
        if (name.endsWith(ENDING) && !name.startsWith(".")) {
          read(home.operations().resolve(name)).ifPresent(entries::add);
        }
      }
      return entries;
    }

    /** The id becomes a file's name again: only that of this very file is believed. */
    private Optional<JournalEntry> read(Path path) throws ProblemException {
      var file = file(path);
      var entry = file.read();
      if (entry.isPresent() && !path.equals(path(entry.get().id()))) {
        file.setAside("holds the operation " + entry.get().id());
        return Optional.empty();
      }
      return entry;
    }

    @Override
    public void write(String name, JournalEntry value) throws ProblemException {
      file(path(name)).write(value);
    }

    @Override
    public void delete(String name) throws ProblemException {
      AtomicFiles.delete(path(name));
    }

    private Path path(String name) {
      return home.operations().resolve(name + ENDING);
    }

    private JsonFile<JournalEntry> file(Path path) {
      return home.file(path, JournalEntry.class, SCHEMA, Migration.NONE);
    }
  }
}
