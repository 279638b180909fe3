package app.gatehouse.forward;

import app.gatehouse.forward.guard.LoginDesk;
import app.gatehouse.forward.guard.LoginDesk.Result;
import app.gatehouse.model.site.Site;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Collects the login page's form, has it checked, answers. */
final class LoginForm implements ClientTask {
  private static final int MOST = 8 * 1024;
  private static final int MAX_FIELDS = 16;

  private final ClientConnection client;
  private final ClientRequest clientRequest;
  private final Site site;
  private final LoginDesk desk;
  private final Pages pages;
  private final StringBuilder body = new StringBuilder();
  private boolean isGone;

  LoginForm(
      ClientConnection client,
      ClientRequest clientRequest,
      Site site,
      LoginDesk desk,
      Pages pages) {
    this.client = client;
    this.clientRequest = clientRequest;
    this.site = site;
    this.desk = desk;
    this.pages = pages;
  }

  @Override
  public void content(HttpContent content) {
    // Percent-encoded, so every byte is a character of its own.
    body.append(content.content().toString(StandardCharsets.ISO_8859_1));
    content.release();
    if (body.length() > MOST) {
      client.answer(pages.page(Page.BODY_TOO_LONG, clientRequest.http().headers()));
    } else if (content instanceof LastHttpContent) {
      try {
        check();
      } catch (IllegalArgumentException e) {
        // A stray percent sign: no browser sends that.
        client.answer(pages.page(Page.BAD_REQUEST, clientRequest.http().headers()));
      }
    }
  }

  private void check() {
    var form = new QueryStringDecoder(body.toString(), StandardCharsets.UTF_8, false, MAX_FIELDS);
    body.setLength(0);
    var to = OwnPaths.local(field(form, "to"));
    desk.attempt(
        clientRequest.key(),
        site,
        field(form, "user"),
        field(form, "password"),
        result -> client.execute(() -> finish(result, to)));
  }

  private static String field(QueryStringDecoder form, String name) {
    var values = form.parameters().get(name);
    return values == null ? "" : values.getFirst();
  }

  private void finish(Result result, String to) {
    if (!isGone) {
      client.answer(answer(result, to));
    }
  }

  private FullHttpResponse answer(Result result, String to) {
    return switch (result) {
      case Result.Welcome(var setCookie) -> {
        var response = Answers.redirect(HttpResponseStatus.SEE_OTHER, to);
        response.headers().set(HttpHeaderNames.SET_COOKIE, setCookie);
        yield response;
      }
      case Result.Wrong() -> again(Page.SIGN_IN_NEEDED, "page.sign-in.wrong", Duration.ZERO, to);
      case Result.Wait(var left) -> again(Page.TOO_MANY, "page.sign-in.wait", left, to);
      case Result.Busy() -> again(Page.BUSY, "page.sign-in.busy", Duration.ofSeconds(2), to);
    };
  }

  private FullHttpResponse again(Page status, String notice, Duration retryAfter, String to) {
    var seconds = retryAfter.toSeconds();
    var response = pages.signIn(status, clientRequest.http().headers(), notice, seconds, to);
    if (seconds > 0) {
      response.headers().set(HttpHeaderNames.RETRY_AFTER, seconds);
    }
    return response;
  }

  @Override
  public void gone() {
    isGone = true;
  }
}
