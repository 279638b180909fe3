package app.gatehouse.platform.linux;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lists of trusted certificates that browsers keep for one user: NSS databases, which {@code
 * certutil} of Mozilla changes. Only databases that a browser has made are touched, and in them
 * only the one entry with our label.
 */
public final class BrowserRoots {
  private static final String CERTUTIL = "/usr/bin/certutil";
  private static final String LABEL = "Gatehouse local root";

  /** In the user's folder: Chromium and its kin, also as a snap. */
  private static final List<String> DATABASES =
      List.of(".pki/nssdb", "snap/chromium/current/.pki/nssdb");

  /** In the user's folder: where Firefox has its profiles, also as a snap and a flatpak. */
  private static final List<String> PROFILES =
      List.of(
          ".mozilla/firefox",
          "snap/firefox/common/.mozilla/firefox",
          ".var/app/org.mozilla.firefox/.mozilla/firefox");

  private final Path user;
  private final Tools tools;

  /**
   * @param user the user's own folder
   */
  public BrowserRoots(Path user, Tools tools) {
    this.user = user;
    this.tools = tools;
  }

  /** Whether the program that changes them is on this computer. */
  public boolean canChange() {
    return tools.has(CERTUTIL);
  }

  /** The folders of the databases that are there. */
  public List<Path> databases() {
    var found = new ArrayList<Path>();
    for (var database : DATABASES) {
      addIfThere(found, user.resolve(database));
    }
    for (var profiles : PROFILES) {
      try (var folders = Files.newDirectoryStream(user.resolve(profiles))) {
        folders.forEach(folder -> addIfThere(found, folder));
      } catch (IOException e) {
        // This browser is not here.
      }
    }
    return found.stream().sorted().toList();
  }

  private static void addIfThere(List<Path> found, Path folder) {
    if (Files.isRegularFile(folder.resolve("cert9.db"))) {
      found.add(folder);
    }
  }

  /** Those that hold an entry of ours, whichever root it is; none where they cannot be read. */
  public List<Path> trusting() {
    return canChange()
        ? databases().stream().filter(database -> trusted(database).isPresent()).toList()
        : List.of();
  }

  /** The root that a database trusts under our label. */
  public Optional<X509Certificate> trusted(Path database) {
    var answer = tools.run(certutil("-L", database, "-n", LABEL, "-a"));
    return answer.isWell() ? PemText.certificate(answer.output()) : Optional.empty();
  }

  /**
   * Trusts a root for servers in one database, in place of the one trusted before.
   *
   * @throws ProblemException {@code system-change-failed}, also when it is not seen there
   *     afterwards
   */
  public void add(Path database, X509Certificate root) throws ProblemException {
    var before = trusted(database);
    if (before.equals(Optional.of(root))) {
      return;
    }
    if (before.isPresent()) {
      remove(database);
    }
    Path file;
    try {
      file = Files.createTempFile("gatehouse-root", ".pem");
    } catch (IOException e) {
      throw failed(database, e);
    }
    try {
      Files.writeString(file, PemText.of(root), StandardCharsets.US_ASCII);
      tools.change(certutil("-A", database, "-n", LABEL, "-t", "C,,", "-i", file.toString()));
    } catch (IOException e) {
      throw failed(file, e);
    } finally {
      deleteQuietly(file);
    }
    if (!trusted(database).equals(Optional.of(root))) {
      throw Problem.error(ProblemCode.SYSTEM_CHANGE_FAILED)
          .with("command", CERTUTIL + " -A -d " + database)
          .exception();
    }
  }

  /**
   * Takes our entry back from one database.
   *
   * @throws ProblemException {@code system-change-failed}
   */
  public void remove(Path database) throws ProblemException {
    tools.change(certutil("-D", database, "-n", LABEL));
  }

  private static List<String> certutil(String action, Path database, String... more) {
    var command = new ArrayList<>(List.of(CERTUTIL, action, "-d", "sql:" + database));
    command.addAll(List.of(more));
    return command;
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // A public certificate in the folder for temporary files.
    }
  }

  private static ProblemException failed(Path file, IOException thrown) {
    return new ProblemException(
        Problem.error(ProblemCode.SYSTEM_CHANGE_FAILED).with("command", file).cause(thrown),
        thrown);
  }
}
