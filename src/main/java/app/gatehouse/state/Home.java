package app.gatehouse.state;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The folder in which everything of one Gatehouse lives. Only its owner may look into it. The
 * service is its only writer: it takes the {@link #lock() lock} first. Safe for all threads.
 */
public final class Home {
  /** The folder inside the home that the certificate room owns. */
  public static final String CERTIFICATES = "certificates";

  private static final String SITES = "sites";

  /** Enough to see that it can be written to. */
  private static final int SOME = 1 << 10;

  /** Twice what keys, chains, the journal and the first log lines take. */
  private static final int ROOM = 128 << 10;

  /** What only a home holds; the settings may be written before anything else is there. */
  private static final Set<String> OURS = Set.of(HomeLock.FILE, SITES, SettingsFile.NAME);

  private final Path folder;
  private final InstantSource clock;
  private final List<Problem> notices = new CopyOnWriteArrayList<>();

  private Home(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Makes the folder and its parts if they are missing, takes away the rights of others, and tries
   * whether it can be written to.
   *
   * @throws ProblemException {@code storage-denied} or {@code storage-full} with the fact {@code
   *     file}; with the variant {@code not-ours} when other things are in that folder, which then
   *     stays as it is
   */
  public static Home open(Path folder, InstantSource clock) throws ProblemException {
    var absolute = folder.toAbsolutePath().normalize();
    try {
      requireNotOfOthers(absolute);
      Files.createDirectories(absolute, OwnerOnly.forNewFolder());
      // The user may well keep the home itself behind a link; inside of it nothing is one.
      var home = new Home(absolute.toRealPath(), clock);
      OwnerOnly.restrictFolder(home.folder);
      for (var part : List.of(home.sites(), home.certificates(), home.operations())) {
        makeFolder(part);
      }
      home.tryToWrite(SOME);
      return home;
    } catch (IOException e) {
      throw Storage.problem(absolute, e);
    }
  }

  public Path folder() {
    return folder;
  }

  public Path sites() {
    return folder.resolve(SITES);
  }

  public Path certificates() {
    return folder.resolve(CERTIFICATES);
  }

  public Path operations() {
    return folder.resolve("operations");
  }

  /** A file of this home whose breakage is {@link #notices() noticed}. */
  public <T> JsonFile<T> file(Path file, Class<T> type, int schema, Migration migration) {
    return new JsonFile<>(file, type, schema, migration, clock, notices::add);
  }

  public SiteFiles siteFiles() {
    return new SiteFiles(this);
  }

  public DraftFile draftFile() {
    return new DraftFile(this);
  }

  public EnrolledUsers enrolledUsers() {
    return new EnrolledUsers(this);
  }

  public SettingsFile settingsFile() {
    return SettingsFile.in(folder);
  }

  /** Something that its owner shall be told as long as this home is open. */
  public void notice(Problem problem) {
    notices.add(problem);
  }

  /** What was noticed since this home was opened, such as {@code state-file-set-aside}. */
  public List<Problem> notices() {
    return List.copyOf(notices);
  }

  /**
   * As {@link #tryLock}.
   *
   * @throws ProblemException {@code already-running} when another process, or another part of this
   *     one, has it; {@code storage-denied} or {@code storage-full}
   */
  public HomeLock lock() throws ProblemException {
    return tryLock()
        .orElseThrow(
            () -> Problem.error(ProblemCode.ALREADY_RUNNING).with("home", folder).exception());
  }

  /**
   * Takes this home for one process, and cleans up after one that was killed while writing.
   *
   * @return empty when another process, or another part of this one, has it
   * @throws ProblemException {@code storage-denied} or {@code storage-full}
   */
  Optional<HomeLock> tryLock() throws ProblemException {
    var file = folder.resolve(HomeLock.FILE);
    try {
      var lock = HomeLock.take(file);
      if (lock.isPresent()) {
        AtomicFiles.removeLeftovers(folder);
      }
      return lock;
    } catch (IOException e) {
      throw Storage.problem(file, e);
    }
  }

  /** A folder full of other things is a mistake: it would be closed to others and filled. */
  private static void requireNotOfOthers(Path folder) throws IOException, ProblemException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var content = Files.list(folder)) {
      var names = content.map(each -> String.valueOf(each.getFileName())).toList();
      if (!names.isEmpty() && names.stream().noneMatch(OURS::contains)) {
        throw Problem.error(ProblemCode.STORAGE_DENIED)
            .with("file", folder)
            .variant("not-ours")
            .exception();
      }
    }
  }

  /**
   * Tries whether there is room for all that a service and a new site write.
   *
   * @throws ProblemException {@code storage-full} or {@code storage-denied} with the fact {@code
   *     file}
   */
  public void requireRoom() throws ProblemException {
    tryToWrite(ROOM);
  }

  private void tryToWrite(int bytes) throws ProblemException {
    var trial = folder.resolve(".trial");
    try {
      AtomicFiles.write(trial, new byte[bytes], true);
      AtomicFiles.delete(trial);
    } catch (ProblemException e) {
      // It is about the whole folder; nobody knows this file.
      throw new ProblemException(e.problem().with("file", folder), e);
    }
  }

  private static void makeFolder(Path part) throws IOException {
    try {
      Files.createDirectory(part, OwnerOnly.forNewFolder());
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(part, LinkOption.NOFOLLOW_LINKS)) {
        throw new NotDirectoryException(part.toString());
      }
      OwnerOnly.restrictFolder(part);
    }
  }
}
