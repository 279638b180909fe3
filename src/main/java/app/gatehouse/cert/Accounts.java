package app.gatehouse.cert;

import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.state.AtomicFiles;
import app.gatehouse.state.FileNames;
import app.gatehouse.state.Folders;
import app.gatehouse.state.JsonFile;
import app.gatehouse.state.Migration;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeServerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our accounts, one for each directory address, with a key that is made once and kept for ever. Of
 * two calls for one directory the second waits, so that no second account is made.
 */
final class Accounts {
  private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

  private final Path folder;
  private final InstantSource clock;
  private final Consumer<Problem> notices;

  Accounts(Path folder, InstantSource clock, Consumer<Problem> notices) {
    this.folder = folder;
    this.clock = clock;
    this.notices = notices;
  }

  /**
   * What {@code account.json} holds.
   *
   * @param account its address at the CA; null when the CA has to be asked for it again
   * @param terms the terms of service that were agreed to; null when there were none, or when it is
   *     not known any more
   */
  private record Account(URI directory, @Nullable URI account, @Nullable URI terms) {}

  /**
   * The account, registered when there is none yet. Talks to the CA only then.
   *
   * @throws ProblemException {@code consent-missing} (variant {@code terms}) or {@code
   *     ca-terms-changed}, both with the fact {@code terms}
   */
  synchronized Login login(Session session, boolean termsAgreed)
      throws ProblemException, AcmeException {
    var directory = session.getServerUri();
    var known = file(directory).read();
    var terms = session.getMetadata().getTermsOfService();
    var account = known.map(Account::account);
    var alreadyAgreed = known.map(Account::terms).equals(terms);
    var key = key(directory);
    if (account.isPresent() && key.isPresent() && (alreadyAgreed || !termsAgreed)) {
      return session.login(url(account.get()), key.get());
    }
    if (terms.isPresent() && !termsAgreed && !alreadyAgreed) {
      // Nobody may be there to ask: an account that was made once goes on.
      var existing = key.isPresent() ? existing(session, key.get()) : Optional.<Login>empty();
      if (existing.isPresent()) {
        return existing.get();
      }
      throw notAgreed(directory, terms.get(), known.map(Account::terms).isPresent());
    }
    return register(session, key.isPresent() ? key.get() : newKey(directory), terms);
  }

  /** The terms of service that the account at this directory agreed to, if that is known. */
  synchronized Optional<URI> agreedTerms(URI directory) throws ProblemException {
    return file(directory).read().map(Account::terms);
  }

  /** The CA does not know the account's address any more: the next login registers the key anew. */
  synchronized void forgetAddress(URI directory) throws ProblemException {
    var known = file(directory).read();
    if (known.isPresent()) {
      file(directory).write(new Account(directory, null, known.get().terms()));
    }
  }

  /** The CA closed the account: its key is kept aside and the next login makes a new one. */
  synchronized void retire(URI directory) throws ProblemException {
    forgetAddress(directory);
    setAside(keyFile(directory), "retired");
  }

  /**
   * The account of a key, as the CA knows it; what it agreed to then is not known here any more.
   */
  private Optional<Login> existing(Session session, KeyPair key)
      throws ProblemException, AcmeException {
    try {
      var login = new AccountBuilder().useKeyPair(key).onlyExisting().createLogin(session);
      keep(session.getServerUri(), login, null);
      return Optional.of(login);
    } catch (AcmeServerException e) {
      if (CaVerdict.type(e.getProblem()).equals("accountDoesNotExist")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Login register(Session session, KeyPair key, Optional<URI> terms)
      throws ProblemException, AcmeException {
    var builder = new AccountBuilder().useKeyPair(key);
    if (terms.isPresent()) {
      builder.agreeToTermsOfService();
    }
    var login = builder.createLogin(session);
    keep(session.getServerUri(), login, terms.orElse(null));
    return login;
  }

  private void keep(URI directory, Login login, @Nullable URI terms) throws ProblemException {
    var address = URI.create(login.getAccountLocation().toString());
    file(directory).write(new Account(directory, address, terms));
    LOG.info("Account at {}: {}", directory.getHost(), address);
  }

  private Optional<KeyPair> key(URI directory) throws ProblemException {
    var file = keyFile(directory);
    try {
      return KeyFile.read(file, Pem::keyPair);
    } catch (KeyFile.Damaged e) {
      LOG.warn("The account key {} cannot be used and is set aside", file, e);
      setAside(file, "broken");
      return Optional.empty();
    }
  }

  private KeyPair newKey(URI directory) throws ProblemException {
    var key = Keys.newPair();
    Folders.make(home(directory));
    // Before the CA hears of it: a crash must not leave an account behind that we cannot use.
    AtomicFiles.write(keyFile(directory), Pem.of(key), true);
    return key;
  }

  private void setAside(Path file, String why) throws ProblemException {
    var kept = file.resolveSibling(file.getFileName() + "." + why + "-" + clock.millis());
    try {
      Files.move(file, kept);
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw new ProblemException(
          Problem.error(ProblemCode.STORAGE_DENIED).with("file", file).cause(e), e);
    }
    notices.accept(
        Problem.warning(ProblemCode.STATE_FILE_SET_ASIDE)
            .with("file", file)
            .with("kept-as", kept)
            .detail(why));
  }

  private static ProblemException notAgreed(URI directory, URI terms, boolean agreedToOthers) {
    var problem =
        agreedToOthers
            ? Problem.error(ProblemCode.CA_TERMS_CHANGED)
            : Problem.error(ProblemCode.CONSENT_MISSING).variant("terms");
    return problem.with("ca", directory.getHost()).with("terms", terms).exception();
  }

  private static URL url(URI address) {
    try {
      return address.toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("the CA's own address is one", e);
    }
  }

  private JsonFile<Account> file(URI directory) {
    var file = home(directory).resolve("account.json");
    return new JsonFile<>(file, Account.class, 1, Migration.NONE, clock, notices);
  }

  private Path keyFile(URI directory) {
    return home(directory).resolve("account.key");
  }

  /** The host for people, a hash because one host may have several directories. */
  private Path home(URI directory) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256")
              .digest(directory.toString().getBytes(StandardCharsets.UTF_8));
      var name = FileNames.of(String.valueOf(directory.getHost()));
      return folder.resolve(name + "-" + HexFormat.of().formatHex(hash, 0, 4));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
