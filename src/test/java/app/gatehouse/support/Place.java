package app.gatehouse.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A computer where a test's servers may run: this one, or one of a {@link Router}'s networks. */
interface Place {
  /** This computer's loopback. */
  static Place here(TestAuthority authority) {
    return new Here(authority.trust());
  }

  /**
   * A computer in a network of its own, which only programs started there can talk to.
   *
   * @param address its address in its network
   * @param folder for what is exchanged with programs there
   * @param command makes a command run there
   */
  static Place elsewhere(String address, Path folder, TestAuthority authority, Command command) {
    return new Elsewhere(
        address, folder, authority.writeRoot(folder.resolve("trusted.pem")), command);
  }

  /** Makes a command run at a place. */
  @FunctionalInterface
  interface Command {
    ChildProcess.Builder of(Path program, Object... arguments);
  }

  /** The address that servers there bind and are asked at. */
  String address();

  /** A program to start there. */
  ChildProcess.Builder command(Path program, Object... arguments);

  /** Waits until something there accepts connections on a port. */
  void awaitPort(ChildProcess server, int port);

  /**
   * The body of the answer to a GET, or to a POST of JSON; trusts the authority of the test.
   *
   * @throws IllegalStateException when the status is not 200
   */
  byte[] ask(URI uri, @Nullable String json);

  /** See {@link Place#here}. */
  final class Here implements Place {
    private final HttpClient client;

    private Here(SSLContext trust) {
      client =
          HttpClient.newBuilder().sslContext(trust).connectTimeout(Duration.ofSeconds(5)).build();
    }

    @Override
    public String address() {
      return "127.0.0.1";
    }

    @Override
    public ChildProcess.Builder command(Path program, Object... arguments) {
      return ChildProcess.of(program, arguments);
    }

    @Override
    public void awaitPort(ChildProcess server, int port) {
      server.awaitPort(port);
    }

    @Override
    public byte[] ask(URI uri, @Nullable String json) {
      var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10));
      if (json != null) {
        request.POST(BodyPublishers.ofString(json));
      }
      try {
        var response = client.send(request.build(), BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
          throw new IllegalStateException(uri + " answers " + response.statusCode());
        }
        return response.body();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** See {@link Place#elsewhere}. */
  record Elsewhere(String address, Path folder, Path trusted, Command maker) implements Place {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public ChildProcess.Builder command(Path program, Object... arguments) {
      return maker.of(program, arguments);
    }

    @Override
    public void awaitPort(ChildProcess server, int port) {
      // Whatever is spoken there: only a connection that does not come about counts.
      Eventually.isTrue(
          "somebody listens on " + address + ":" + port + " (" + server.log() + ")",
          PATIENCE,
          () -> server.isAlive() && curl("http://" + address + ":" + port + "/") != 7);
    }

    @Override
    public byte[] ask(URI uri, @Nullable String json) {
      var answer = folder.resolve("answer");
      var status =
          json == null
              ? curl("-f", "--cacert", trusted, "-o", answer, uri)
              : curl("-f", "--cacert", trusted, "-o", answer, "-d", json, uri);
      if (status != 0) {
        throw new IllegalStateException(uri + ": curl ends with " + status);
      }
      try {
        return Files.exists(answer) ? Files.readAllBytes(answer) : new byte[0];
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        answer.toFile().delete();
      }
    }

    private int curl(Object... arguments) {
      var curl = command(Servers.require("curl"), "-s", "-m", "10").with(arguments);
      try (var running = curl.start()) {
        return running.awaitExit(PATIENCE);
      }
    }
  }
}
