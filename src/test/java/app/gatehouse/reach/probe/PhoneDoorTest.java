package app.gatehouse.reach.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.gatehouse.model.network.IpRange;
import app.gatehouse.net.IpFacts;
import app.gatehouse.problem.ProblemCode;
import app.gatehouse.problem.ProblemException;
import app.gatehouse.reach.probe.ProofRequest.Port;
import app.gatehouse.support.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Real sockets; 127.0.0.1 is this home, and a phone on mobile data comes from 127.0.0.9. */
class PhoneDoorTest {
  private static final InetAddress HOME = InetAddress.ofLiteral("127.0.0.1");
  private static final PhoneDoor.Words WORDS = new PhoneDoor.Words("got through 成功", "still here");

  private final IpFacts ips = new IpFacts(List.of(IpRange.of("127.0.0.0/8")));
  private final int http = FreePorts.next();
  private final int https = FreePorts.next();

  @Test
  void aVisitFromOutsideProvesThePort() throws Exception {
    try (var phone = open()) {
      assertThat(phone.links()).extracting(link -> link.port()).containsExactly(http, https);

      var page = visit("127.0.0.9", phone.links().getFirst().url());

      assertThat(page).contains("200 OK", "got through 成功");
      assertThat(phone.seen()).containsExactly(http);
      assertThat(phone.isFromInside()).isFalse();
    }
  }

  @Test
  void aVisitFromThisHomeProvesNothingAndIsToldSo() throws Exception {
    try (var phone = open()) {
      assertThat(visit("127.0.0.1", phone.links().getFirst().url())).contains("still here");

      assertThat(phone.seen()).isEmpty();
      assertThat(phone.isFromInside()).isTrue();
      assertThat(phone.knocks()).isEqualTo(1);
    }
  }

  @Test
  void whoGuessesAnAddressGetsNothing() throws Exception {
    try (var phone = open()) {
      var guessed = "http://127.0.0.1:" + http + ProbeTarget.PATH + "guessed";

      assertThat(visit("127.0.0.9", guessed)).contains("404");
      assertThat(phone.knocks()).isZero();
    }
  }

  @Test
  void opensNothingWhenOnePortIsTaken() throws Exception {
    try (var other = new ServerSocket(https)) {
      var thrown = catchThrowableOfType(ProblemException.class, this::open);

      assertThat(thrown.problem().code()).isEqualTo(ProblemCode.PORT_IN_USE);
      assertThat(other.isBound()).isTrue();
    }
    open().close();
  }

  @Test
  void whoWaitsIsToldWhenItIsOver() throws Exception {
    var phone = open();
    phone.close();

    phone.await(0, 60_000);

    assertThat(phone.isClosed()).isTrue();
  }

  private PhoneDoor open() throws ProblemException {
    var secrets = new AtomicInteger();
    var door =
        new TemporaryDoor(
            () -> {
              throw new AssertionError("nobody speaks TLS");
            });
    return PhoneDoor.open(
        door,
        List.of(new Port(http, http, false), new Port(https, https, true)),
        HOME,
        Set.of(HOME),
        ips,
        WORDS,
        () -> "secret" + secrets.incrementAndGet());
  }

  private static String visit(String from, String url) throws IOException {
    var uri = URI.create(url);
    try (var socket = new Socket()) {
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), 2000);
      socket.setSoTimeout(5000);
      socket
          .getOutputStream()
          .write(("GET " + uri.getPath() + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes());
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
