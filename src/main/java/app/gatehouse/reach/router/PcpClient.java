package app.gatehouse.reach.router;

import app.gatehouse.reach.router.LeaseAnswer.Result;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks a router by PCP. A mapping belongs to this computer's address, the inner port and a nonce:
 * whoever repeats the request with the same nonce gets the same mapping, and others cannot take it.
 * For an IPv6 address, which nobody translates, what is mapped to itself is let in.
 */
final class PcpClient implements LeaseProtocol {
  private static final InetAddress ANY = InetAddress.ofLiteral("0.0.0.0");
  private static final InetAddress ANY_6 = InetAddress.ofLiteral("::");

  private final GatewayPort gateway;
  private final MappingNonces nonces;

  PcpClient(GatewayPort gateway, MappingNonces nonces) {
    this.gateway = gateway;
    this.nonces = nonces;
  }

  @Override
  public String name() {
    return "pcp";
  }

  @Override
  public InetAddress router() {
    return gateway.router();
  }

  @Override
  public LeaseAnswer request(int innerPort, int outerPort, Duration lifetime)
      throws IOException, InterruptedException {
    return gateway.ask(
        GatewayPort.PATIENT,
        local -> question(local, innerPort, outerPort, lifetime),
        (packet, local) ->
            PcpMessage.read(packet, PcpMessage.MAP)
                .filter(answer -> answer.answers(nonces.of(local, innerPort), innerPort))
                .map(answer -> answer(answer, local)));
  }

  private byte[] question(InetAddress local, int innerPort, int outerPort, Duration lifetime) {
    var nonce = nonces.of(local, innerPort);
    var any = local instanceof Inet4Address ? ANY : ANY_6;
    if (lifetime.isZero()) {
      return PcpMessage.map(local, nonce, innerPort, 0, any, 0);
    }
    var outer = local instanceof Inet4Address ? any : local;
    var seconds = (int) lifetime.toSeconds();
    return PcpMessage.map(local, nonce, innerPort, outerPort, outer, seconds);
  }

  @Override
  public LeaseAnswer look() throws IOException, InterruptedException {
    return gateway.ask(
        GatewayPort.HURRIED,
        PcpMessage::announce,
        (packet, local) ->
            PcpMessage.read(packet, PcpMessage.ANNOUNCE).map(answer -> answer(answer, local)));
  }

  /** Only a mapping tells it. */
  @Override
  public Optional<InetAddress> outerAddress() {
    return Optional.empty();
  }

  private static LeaseAnswer answer(PcpMessage message, InetAddress local) {
    var mapping = message.mapping();
    var granted = message.result() == PcpMessage.SUCCESS;
    return new LeaseAnswer(
        result(message.result()),
        granted ? "" : ("PCP error " + message.result() + " " + message.reason()).strip(),
        local,
        new Epoch(message.epoch(), System.nanoTime()),
        granted && mapping != null ? mapping.outerPort() : 0,
        Optional.ofNullable(mapping)
            .map(PcpMessage.Mapped::outerAddress)
            .filter(address -> !address.isAnyLocalAddress()),
        Duration.ofSeconds(granted ? message.seconds() : 0));
  }

  private static Result result(int code) {
    return switch (code) {
      case PcpMessage.SUCCESS -> Result.GRANTED;
      case 2 -> Result.NOT_AUTHORIZED;
      case 11 -> Result.CONFLICT;
      default -> Result.FAILED;
    };
  }
}
