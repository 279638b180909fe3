package app.gatehouse.cert;

import app.gatehouse.net.Trust;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.connector.Connection;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.provider.GenericAcmeProvider;
import org.shredzone.acme4j.toolbox.JSON;

/**
 * Makes sessions with ACME CAs over one shared HTTP client. A session serialises its requests, so
 * every issue gets one of its own.
 */
final class AcmeConnections {
  private final CertificateSettings settings;
  private @Nullable HttpClient client;

  AcmeConnections(CertificateSettings settings) {
    this.settings = settings;
  }

  /**
   * A new session; nothing is sent yet.
   *
   * @throws ProblemException {@code ca-unreachable} when the directory is not an {@code https:}
   *     address or the file of extra roots cannot be used
   */
  Session open(URI directory, ServerClock serverClock) throws ProblemException {
    if (!"https".equalsIgnoreCase(directory.getScheme()) || directory.getHost() == null) {
      throw Problem.error(ProblemCode.CA_UNREACHABLE)
          .with("ca", directory)
          .variant("not-https")
          .exception();
    }
    var session = new Session(directory, new Provider(client(directory), serverClock));
    session.setLocale(Locale.ENGLISH);
    session.networkSettings().setTimeout(settings.requestTimeout());
    return session;
  }

  private synchronized HttpClient client(URI directory) throws ProblemException {
    var made = client;
    if (made == null) {
      var builder =
          HttpClient.newBuilder()
              .followRedirects(HttpClient.Redirect.NORMAL)
              .connectTimeout(settings.requestTimeout());
      if (settings.caFile().isPresent()) {
        builder.sslContext(trusting(directory, settings.caFile().get()));
      }
      made = builder.build();
      client = made;
    }
    return made;
  }

  private static SSLContext trusting(URI directory, Path caFile) throws ProblemException {
    try {
      return Trust.context(Trust.read(caFile));
    } catch (IOException e) {
      throw new ProblemException(
          Problem.error(ProblemCode.CA_UNREACHABLE)
              .with("ca", directory.getHost())
              .with("file", caFile)
              .variant("ca-file")
              .cause(e),
          e);
    }
  }

  /** Any CA by its directory's address, through our guarded connection. */
  private static final class Provider extends GenericAcmeProvider {
    private final HttpClient client;
    private final ServerClock serverClock;

    Provider(HttpClient client, ServerClock serverClock) {
      this.client = client;
      this.serverClock = serverClock;
    }

    @Override
    public HttpClient createHttpClient(NetworkSettings networkSettings) {
      return client;
    }

    @Override
    public Connection connect(URI server, NetworkSettings networkSettings, HttpClient httpClient) {
      return new GuardedConnection(
          createHttpConnector(networkSettings, httpClient),
          networkSettings.getTimeout(),
          serverClock);
    }

    /**
     * Reads the directory once in a session: CAs forbid to cache it, and acme4j would then fetch it
     * again for each step of a session that lives for seconds.
     */
    @Override
    @SuppressWarnings("NullAway") // null means "as before", see AbstractAcmeProvider
    public @Nullable JSON directory(Session session, URI server) throws AcmeException {
      return session.hasDirectory() ? null : super.directory(session, server);
    }
  }
}
