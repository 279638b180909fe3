package app.gatehouse.apps;

import app.gatehouse.model.site.AppKind;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.model.site.Upstream;
import app.gatehouse.net.HttpAnswer;
import app.gatehouse.net.HttpCall;
import app.gatehouse.net.HttpFetch;
import app.gatehouse.net.HttpResult;
import app.gatehouse.problem.Problem;
import app.gatehouse.problem.ProblemCode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what an app is by at most two requests. */
final class Recogniser {
  private static final Duration LIMIT = Duration.ofMillis(1500);

  private final Presets presets;
  private final HttpFetch http;

  Recogniser(Presets presets, HttpFetch http) {
    this.presets = presets;
    this.http = http;
  }

  /** The first request: what is at {@code /}. At most 1.5 seconds. */
  HttpResult firstPage(Upstream url) throws InterruptedException {
    return get(url, "/");
  }

  /**
   * What the app is, judged by its first page and perhaps one more request. At most 1.5 seconds.
   *
   * @param listener who listens there, as far as it is known
   */
  LocalApp recognise(Upstream url, HttpAnswer first, Listener listener)
      throws InterruptedException {
    var likely = presets.likely(first).orElse(presets.generic());
    var proof = likely.proof();
    if (proof == null) {
      var page = likely.name().isEmpty() ? lastPage(url, first) : first;
      return app(url, likely, page, listener, false);
    }
    if (get(url, proof.path()) instanceof HttpAnswer second && proof.holds(second)) {
      return app(url, likely, first, listener, proof.isLocked(second));
    }
    return app(url, presets.generic(), first, listener, false);
  }

  /** An app that has not said anything. */
  LocalApp unknown(Upstream url, Listener listener) {
    var name = Optional.ofNullable(listener.process()).orElse(url.authority());
    return new LocalApp(
        url,
        LocalApp.GENERIC,
        name,
        AppKind.PAGES,
        listener.process(),
        listener.bind(),
        openness(listener));
  }

  private LocalApp app(
      Upstream url, Preset preset, HttpAnswer page, Listener listener, boolean locked) {
    var warnings = new ArrayList<>(openness(listener));
    for (var code : preset.warnings()) {
      if (!(locked && code == ProblemCode.APP_HAS_NO_LOGIN)) {
        // The app's own words where there are any: they name the setting.
        warnings.add(Problem.warning(code).with("address", url.url()).variant(preset.id()));
      }
    }
    return new LocalApp(
        url,
        preset.id(),
        name(url, preset, page, listener),
        kind(preset, page),
        listener.process(),
        listener.bind(),
        warnings);
  }

  private static List<Problem> openness(Listener listener) {
    return listener.isOpenToNetwork()
        ? List.of(Problem.warning(ProblemCode.APP_OPEN_TO_NETWORK).with("bind", listener.bind()))
        : List.of();
  }

  private static String name(Upstream url, Preset preset, HttpAnswer page, Listener listener) {
    if (!preset.name().isEmpty()) {
      return preset.name();
    }
    return PageTitle.of(page)
        .or(() -> Optional.ofNullable(listener.process()))
        .orElse(url.authority());
  }

  private static AppKind kind(Preset preset, HttpAnswer page) {
    return switch (preset.kind()) {
      case PAGES -> AppKind.PAGES;
      case API -> AppKind.API;
      case BY_PAGE -> isForPeople(page) ? AppKind.PAGES : AppKind.API;
    };
  }

  /** An error page at {@code /} is what frameworks say when only their programs' paths exist. */
  private static boolean isForPeople(HttpAnswer page) {
    return page.status() != 404
        && page.status() != 405
        && page.header("Content-Type").orElse("").startsWith("text/html");
  }

  /** Follows one redirect within the app, since a page tells more than a redirect. */
  private HttpAnswer lastPage(Upstream url, HttpAnswer first) throws InterruptedException {
    var location = first.header("Location");
    if (first.status() / 100 != 3 || location.isEmpty()) {
      return first;
    }
    try {
      var here = URI.create(url.url() + "/");
      var next = here.resolve(location.get());
      if (!"http".equals(next.getScheme())
          || !here.getRawAuthority().equals(next.getRawAuthority())) {
        return first;
      }
      return http.get(next, LIMIT) instanceof HttpAnswer second ? second : first;
    } catch (IllegalArgumentException e) {
      return first;
    }
  }

  private HttpResult get(Upstream url, String path) throws InterruptedException {
    var call = HttpCall.get(URI.create(url.url() + path), LIMIT);
    return http.send(call.header("User-Agent", "Gatehouse").header("Accept", "text/html,*/*"));
  }
}
