package app.gatehouse.forward;

import app.gatehouse.forward.guard.Guard;
import app.gatehouse.forward.guard.GuardDecision.ForeignOrigin;
import app.gatehouse.forward.guard.GuardDecision.KeyNeeded;
import app.gatehouse.forward.guard.GuardDecision.Pass;
import app.gatehouse.forward.guard.GuardDecision.SignInNeeded;
import app.gatehouse.forward.guard.GuardDecision.TooMany;
import app.gatehouse.forward.guard.Preflight;
import app.gatehouse.forward.guard.Sessions;
import app.gatehouse.model.site.GuardKind;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;

/** The HTTPS port: site, limits, our own paths, pause, guard, and then the app. */
final class HttpsGate implements Gate {
  private final SiteTable sites;
  private final Challenges challenges;
  private final Sessions sessions;
  private final Pages pages;

  HttpsGate(SiteTable sites, Challenges challenges, Sessions sessions, Pages pages) {
    this.sites = sites;
    this.challenges = challenges;
    this.sessions = sessions;
    this.pages = pages;
  }

  @Override
  public Route route(ClientRequest clientRequest, String boundHost) {
    if (boundHost.isEmpty()) {
      return probe(clientRequest);
    }
    var published = sites.find(boundHost);
    // The guard and the certificate of one site must not serve for another (RFC 9110 7.4).
    if (published == null || !clientRequest.host().equals(boundHost)) {
      return new Route.Answer(pages.page(Page.MISDIRECTED, clientRequest.http().headers()), null);
    }
    var path = clientRequest.path();
    var challenge = challenges.answer(clientRequest);
    if (challenge.isPresent()) {
      return new Route.Answer(Answers.text(HttpResponseStatus.OK, challenge.get()), published);
    }
    var preflight = published.guard().preflight(clientRequest.http());
    if (preflight.isPresent() && !path.startsWith(OwnPaths.PREFIX)) {
      // Not counted: the app has no work with it, and the request that follows is.
      var response = Answers.text(HttpResponseStatus.OK, "");
      preflight.get().allow(response.headers());
      return new Route.Answer(response, published);
    }
    var tooMany = published.guard().admit(clientRequest.key(), path);
    if (tooMany.isPresent()) {
      return tooMany(tooMany.get(), published, clientRequest);
    }
    if (path.startsWith(OwnPaths.PREFIX)) {
      return ownPath(published, clientRequest, path);
    }
    if (published.site().paused()) {
      return answer(Page.PAUSED, published, clientRequest);
    }
    return switch (published.guard().decide(clientRequest.http(), clientRequest.webSocket())) {
      case Pass pass -> new Route.ToApp(published, pass);
      case SignInNeeded needed -> signInNeeded(published, clientRequest);
      case KeyNeeded needed ->
          challenged(needed.wrong() ? Page.KEY_WRONG : Page.KEY_NEEDED, published, clientRequest);
      case ForeignOrigin foreign -> answer(Page.FOREIGN_ORIGIN, published, clientRequest);
      case TooMany many -> tooMany(many, published, clientRequest);
    };
  }

  /** The handshake named no site: tokens are answered and nothing else. */
  private Route probe(ClientRequest clientRequest) {
    var response =
        challenges
            .answer(clientRequest)
            .map(content -> Answers.text(HttpResponseStatus.OK, content))
            .orElseGet(() -> pages.page(Page.MISDIRECTED, clientRequest.http().headers()));
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    return new Route.Answer(response, null);
  }

  private Route ownPath(PublishedSite published, ClientRequest clientRequest, String path) {
    var hasLogin = published.site().protection().guard() == GuardKind.LOGIN;
    if (hasLogin && path.equals(OwnPaths.LOGIN)) {
      return login(published, clientRequest);
    }
    if (hasLogin && path.equals(OwnPaths.LOGOUT)) {
      return logout(published, clientRequest);
    }
    return answer(Page.NOT_FOUND, published, clientRequest);
  }

  private Route login(PublishedSite published, ClientRequest clientRequest) {
    var headers = clientRequest.http().headers();
    if (clientRequest.http().method().equals(HttpMethod.POST)) {
      return Guard.isOwnOrigin(headers, false)
          ? new Route.SignIn(published)
          : answer(Page.FOREIGN_ORIGIN, published, clientRequest);
    }
    if (!clientRequest.isGetOrHead()) {
      return answer(Page.METHOD_NOT_ALLOWED, published, clientRequest);
    }
    var to = wantedTarget(clientRequest.target());
    return published.guard().isSignedIn(headers)
        ? new Route.Answer(Answers.redirect(HttpResponseStatus.SEE_OTHER, to), published)
        : new Route.Answer(pages.signIn(Page.SIGN_IN, headers, null, 0, to), published);
  }

  private static String wantedTarget(String target) {
    try {
      var wanted = new QueryStringDecoder(target).parameters().get("to");
      return OwnPaths.local(wanted == null ? "/" : wanted.getFirst());
    } catch (IllegalArgumentException e) {
      return "/"; // A stray percent sign.
    }
  }

  private Route logout(PublishedSite published, ClientRequest clientRequest) {
    var headers = clientRequest.http().headers();
    if (!Guard.isOwnOrigin(headers, false)) {
      return answer(Page.FOREIGN_ORIGIN, published, clientRequest);
    }
    var response = Answers.redirect(HttpResponseStatus.SEE_OTHER, OwnPaths.LOGIN);
    response
        .headers()
        .set(
            HttpHeaderNames.SET_COOKIE,
            sessions.end(
                published.site(), String.join("; ", headers.getAll(HttpHeaderNames.COOKIE))));
    return new Route.Answer(response, published);
  }

  private Route signInNeeded(PublishedSite published, ClientRequest clientRequest) {
    var isVisit =
        clientRequest.isGetOrHead()
            && !clientRequest.webSocket()
            && Wishes.page(clientRequest.http().headers());
    return isVisit
        ? new Route.Answer(
            Answers.redirect(HttpResponseStatus.FOUND, OwnPaths.loginFor(clientRequest.target())),
            published)
        : challenged(Page.SIGN_IN_NEEDED, published, clientRequest);
  }

  /** 401 names how to authenticate (RFC 9110 section 15.5.2); always JSON, for programs. */
  private Route challenged(Page page, PublishedSite published, ClientRequest clientRequest) {
    var wishes = clientRequest.http().headers().copy().remove(HttpHeaderNames.ACCEPT);
    var response = pages.page(page, wishes);
    response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"Gatehouse\"");
    return readable(response, published);
  }

  private Route tooMany(TooMany tooMany, PublishedSite published, ClientRequest clientRequest) {
    var wishes = clientRequest.http().headers();
    return readable(pages.page(Page.TOO_MANY, wishes, tooMany.retryAfter()), published);
  }

  /** A refusal that a page with a wrong key or without one is to understand. */
  private static Route readable(FullHttpResponse response, PublishedSite published) {
    if (published.guard().takesKeys()) {
      Preflight.letRead(response.headers());
    }
    return new Route.Answer(response, published);
  }

  private Route answer(Page page, PublishedSite published, ClientRequest clientRequest) {
    return new Route.Answer(pages.page(page, clientRequest.http().headers()), published);
  }
}
