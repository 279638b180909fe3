package app.gatehouse.reach.router;

import app.gatehouse.reach.router.LeaseAnswer.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks a router by NAT-PMP. A mapping belongs to this computer's address and the inner port.
 * Routers whose outer address is a private one often keep it to themselves when asked by UPnP, and
 * tell it here.
 */
final class NatPmpClient implements LeaseProtocol {
  private static final int NOT_AUTHORIZED = 2;

  private final GatewayPort gateway;

  NatPmpClient(GatewayPort gateway) {
    this.gateway = gateway;
  }

  @Override
  public String name() {
    return "nat-pmp";
  }

  @Override
  public InetAddress router() {
    return gateway.router();
  }

  /** Giving back takes no outer port (RFC 6886, section 3.4). */
  @Override
  public LeaseAnswer request(int innerPort, int outerPort, Duration lifetime)
      throws IOException, InterruptedException {
    var wished = lifetime.isZero() ? 0 : outerPort;
    return gateway.ask(
        GatewayPort.PATIENT,
        local -> NatPmpMessage.map(innerPort, wished, (int) lifetime.toSeconds()),
        (packet, local) ->
            NatPmpMessage.read(packet, NatPmpMessage.MAP_TCP)
                .filter(answer -> answer.answers(innerPort))
                .map(answer -> answer(answer, local)));
  }

  @Override
  public LeaseAnswer look() throws IOException, InterruptedException {
    return gateway.ask(
        GatewayPort.HURRIED,
        local -> NatPmpMessage.address(),
        (packet, local) ->
            NatPmpMessage.read(packet, NatPmpMessage.ADDRESS).map(answer -> answer(answer, local)));
  }

  @Override
  public Optional<InetAddress> outerAddress() throws IOException, InterruptedException {
    return look().outerAddress();
  }

  private static LeaseAnswer answer(NatPmpMessage message, InetAddress local) {
    var granted = message.result() == NatPmpMessage.SUCCESS;
    return new LeaseAnswer(
        result(message.result()),
        granted ? "" : ("NAT-PMP error " + message.result() + " " + message.reason()).strip(),
        local,
        new Epoch(message.epoch(), System.nanoTime()),
        granted ? message.outerPort() : 0,
        Optional.ofNullable(message.outerAddress()),
        Duration.ofSeconds(granted ? message.seconds() : 0));
  }

  private static Result result(int code) {
    return switch (code) {
      case NatPmpMessage.SUCCESS -> Result.GRANTED;
      case NOT_AUTHORIZED -> Result.NOT_AUTHORIZED;
      default -> Result.FAILED;
    };
  }
}
