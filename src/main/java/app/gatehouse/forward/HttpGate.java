package app.gatehouse.forward;

import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** Plain HTTP: answers challenges, sends everything else on to HTTPS. */
final class HttpGate implements Gate {
  private static final int USUAL_HTTP = 80;
  private static final int USUAL_HTTPS = 443;

  private final SiteTable sites;
  private final Challenges challenges;
  private final IntSupplier httpPort;
  private final IntSupplier httpsPort;
  private final Function<ClientRequest, FullHttpResponse> stranger;

  /**
   * @param httpPort where we listen for HTTP
   * @param httpsPort where we listen for HTTPS
   * @param stranger what to say to who names no site of ours; must not name one either
   */
  HttpGate(
      SiteTable sites,
      Challenges challenges,
      IntSupplier httpPort,
      IntSupplier httpsPort,
      Function<ClientRequest, FullHttpResponse> stranger) {
    this.stranger = stranger;
    this.sites = sites;
    this.challenges = challenges;
    this.httpPort = httpPort;
    this.httpsPort = httpsPort;
  }

  @Override
  public Route route(ClientRequest clientRequest, String boundHost) {
    var path = clientRequest.path();
    var challenge = challenges.answer(clientRequest);
    if (challenge.isPresent()) {
      return new Route.Answer(Answers.text(HttpResponseStatus.OK, challenge.get()), null);
    }
    // Who scans addresses learns no name; who asks for a challenge that is over gets no redirect.
    var published = sites.find(clientRequest.host());
    if (published == null || path.startsWith(Challenges.PATH)) {
      var response = stranger.apply(clientRequest);
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      return new Route.Answer(response, null);
    }
    var status =
        clientRequest.isGetOrHead()
            ? HttpResponseStatus.MOVED_PERMANENTLY
            : HttpResponseStatus.PERMANENT_REDIRECT;
    var target = clientRequest.target().startsWith("/") ? clientRequest.target().substring(1) : "";
    var port = publicHttpsPort(clientRequest.authority());
    var location = published.site().address().url(port) + target;
    return new Route.Answer(Answers.redirect(status, location), null);
  }

  /** Who came to port 80 though we listen elsewhere came through a router that translates both. */
  private int publicHttpsPort(String authority) {
    var cameTo = Hosts.portOf(authority, USUAL_HTTP);
    return cameTo == USUAL_HTTP && cameTo != httpPort.getAsInt()
        ? USUAL_HTTPS
        : httpsPort.getAsInt();
  }
}
