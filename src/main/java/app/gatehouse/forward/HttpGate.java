package app.gatehouse.forward;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.function.IntSupplier;

/** The plain HTTP port: answers challenges, sends everything else on to HTTPS. */
final class HttpGate implements Gate {
  private final SiteTable sites;
  private final Challenges challenges;
  private final IntSupplier publicHttpsPort;

  HttpGate(SiteTable sites, Challenges challenges, IntSupplier publicHttpsPort) {
    this.sites = sites;
    this.challenges = challenges;
    this.publicHttpsPort = publicHttpsPort;
  }

  @Override
  public Route route(ClientRequest clientRequest, String boundHost) {
    var path = clientRequest.path();
    var challenge = challenges.answer(path);
    if (challenge.isPresent()) {
      return new Route.Answer(Answers.text(HttpResponseStatus.OK, challenge.get()), null);
    }
    // Who scans addresses learns no name; who asks for a challenge that is over gets no redirect.
    var published = sites.find(clientRequest.host());
    if (published == null || path.startsWith(Challenges.PATH)) {
      var response = Answers.text(HttpResponseStatus.NOT_FOUND, "");
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      return new Route.Answer(response, null);
    }
    var status =
        clientRequest.isGetOrHead()
            ? HttpResponseStatus.MOVED_PERMANENTLY
            : HttpResponseStatus.PERMANENT_REDIRECT;
    var target = clientRequest.target().startsWith("/") ? clientRequest.target().substring(1) : "";
    var location = published.site().address().url(publicHttpsPort.getAsInt()) + target;
    return new Route.Answer(Answers.redirect(status, location), null);
  }
}
