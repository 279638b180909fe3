package app.gatehouse.support;

import app.gatehouse.support.TestAuthority.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * A real mail server that one user may hand mails to, after logging in; all of them go to one
 * mailbox file. Like a provider's it takes mails at two ports: one that speaks TLS from the first
 * byte, one for STARTTLS.
 */
public final class Exim implements AutoCloseable {
  private final Path folder;
  private final int tlsPort = FreePorts.next();
  private final int submissionPort = FreePorts.next();
  private final ChildProcess process;

  private Exim(Path folder, Optional<Identity> identity, String user, String password) {
    var program = Servers.require("exim");
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      Files.writeString(file("exim.conf"), configuration(identity, user, password));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    process = ChildProcess.of(program, "-C", file("exim.conf"), "-bdf").start();
    process.awaitPort(submissionPort);
  }

  /** Offers a login only over TLS; skips the test when Exim is not here. */
  public static Exim start(Path folder, Identity identity, String user, String password) {
    return new Exim(folder, Optional.of(identity), user, password);
  }

  /** One that offers no STARTTLS, and takes passwords in clear. */
  public static Exim withoutTls(Path folder, String user, String password) {
    return new Exim(folder, Optional.empty(), user, password);
  }

  /** Where TLS is spoken from the first byte. */
  public int tlsPort() {
    return tlsPort;
  }

  /** Where STARTTLS is offered, if it is. */
  public int submissionPort() {
    return submissionPort;
  }

  /** What lies in the mailbox; empty while nothing does. */
  public String mailbox() {
    return read("mailbox");
  }

  /** Waits until something lies in the mailbox, and all of it. */
  public String awaitMail() {
    awaitLog("Completed");
    return mailbox();
  }

  /** Waits until the server notes something; returns all that it noted. */
  public String awaitLog(String words) {
    return Eventually.get("Exim notes " + words, this::log, log -> log.contains(words));
  }

  /** Each call and each mail: with which encryption, who logged in, how far it came. */
  public String log() {
    return read("main.log");
  }

  @Override
  public void close() {
    process.close();
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private String read(String name) {
    try {
      return Files.exists(file(name)) ? Files.readString(file(name)) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String configuration(Optional<Identity> identity, String user, String password) {
    identity.ifPresent(this::write);
    return CONFIGURATION
        .replace("@encryption@", identity.isPresent() ? ENCRYPTED : "tls_advertise_hosts =")
        .replace("@tls-port@", Integer.toString(tlsPort))
        .replace("@submission-port@", Integer.toString(submissionPort))
        .replace("@folder@", folder.toString())
        .replace("@user@", user)
        .replace("@password@", password);
  }

  private void write(Identity identity) {
    try {
      Files.writeString(file("certificate.pem"), TestAuthority.pem(identity.certificate()));
      Files.writeString(file("key.pem"), withPublicHalf(identity));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * In the form of RFC 5915. Exim's GnuTLS reads no key without its public half; Java leaves it
   * out.
   */
  private static String withPublicHalf(Identity identity) throws IOException {
    var key = PrivateKeyInfo.getInstance(identity.key().getEncoded());
    var half = SubjectPublicKeyInfo.getInstance(identity.certificate().getPublicKey().getEncoded());
    var number = ECPrivateKey.getInstance(key.parsePrivateKey()).getKey();
    var whole =
        new ECPrivateKey(
            256, number, half.getPublicKeyData(), key.getPrivateKeyAlgorithm().getParameters());
    return TestAuthority.pem("EC PRIVATE KEY", whole.getEncoded());
  }

  private static final String ENCRYPTED =
      """
      tls_advertise_hosts = *
      tls_certificate = @folder@/certificate.pem
      tls_privatekey = @folder@/key.pem
      auth_advertise_hosts = ${if def:tls_in_cipher {*}}
      """;

  private static final String CONFIGURATION =
      """
      primary_hostname = localhost
      keep_environment = LD_LIBRARY_PATH : LD_PRELOAD : NSS_WRAPPER_PASSWD : NSS_WRAPPER_GROUP
      spool_directory = @folder@/spool
      log_file_path = @folder@/%s.log
      log_selector = +smtp_no_mail
      pid_file_path = @folder@/pid
      deliver_drop_privilege
      local_interfaces = 127.0.0.1
      daemon_smtp_ports = @tls-port@ : @submission-port@
      tls_on_connect_ports = @tls-port@
      @encryption@
      acl_smtp_rcpt = rcpt

      begin acl
      rcpt:
        accept authenticated = *
        deny message = log in first

      begin routers
      everybody:
        driver = accept
        transport = mailbox

      begin transports
      mailbox:
        driver = appendfile
        file = @folder@/mailbox

      begin authenticators
      login:
        driver = plaintext
        public_name = LOGIN
        server_prompts = Username:: : Password::
        server_condition = ${if and {{eq{$auth1}{@user@}} {eq{$auth2}{@password@}}}}
        server_set_id = $auth1
      plain:
        driver = plaintext
        public_name = PLAIN
        server_prompts = :
        server_condition = ${if and {{eq{$auth2}{@user@}} {eq{$auth3}{@password@}}}}
        server_set_id = $auth2
      """;
}
