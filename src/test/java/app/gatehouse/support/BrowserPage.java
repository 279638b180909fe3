package app.gatehouse.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** One tab of the browser, with everything that went wrong in it. */
public final class BrowserPage implements AutoCloseable {
  private final DevTools tools;
  private final String target;
  private final String session;
  private final List<String> consoleErrors = new CopyOnWriteArrayList<>();
  private final List<String> failedRequests = new CopyOnWriteArrayList<>();
  private final Map<String, String> requests = new ConcurrentHashMap<>();

  private BrowserPage(DevTools tools) {
    this.tools = tools;
    target =
        tools
            .call(null, "Target.createTarget", Map.of("url", "about:blank"))
            .get("targetId")
            .asString();
    session =
        tools
            .call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asString();
    tools.listen(session, this::event);
    for (var domain : List.of("Page", "Runtime", "Network", "Log", "DOM")) {
      call(domain + ".enable", Map.of());
    }
  }

  static BrowserPage open(DevTools tools, URI uri) {
    var page = new BrowserPage(tools);
    page.navigate(uri);
    return page;
  }

  /**
   * Goes to an address and waits until the page is loaded.
   *
   * @throws AssertionError with the browser's own error name when it cannot be
   */
  public void navigate(URI uri) {
    var result = call("Page.navigate", Map.of("url", uri.toString()));
    if (result.has("errorText")) {
      throw new AssertionError(uri + ": " + result.get("errorText").asString());
    }
    awaitLoaded();
  }

  public void reload() {
    call("Page.reload", Map.of());
    awaitLoaded();
  }

  private void awaitLoaded() {
    await("document.readyState === 'complete' && location.href !== 'about:blank'");
  }

  /** The value of an expression as JSON; a promise is awaited. */
  public JsonNode evaluate(String expression) {
    var answer =
        call(
            "Runtime.evaluate",
            Map.of(
                "expression",
                expression,
                "returnByValue",
                true,
                "awaitPromise",
                true,
                "userGesture",
                true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.get("result").path("value");
  }

  /** The visible text of the whole page. */
  public String text() {
    return evaluate("document.body.innerText").asString();
  }

  public URI location() {
    return URI.create(evaluate("location.href").asString());
  }

  /** Waits at most 20 seconds until an expression is true. */
  public void await(String condition) {
    await(condition, Duration.ofSeconds(20));
  }

  /** Waits until an expression is true, also over page changes. */
  public void await(String condition, Duration patience) {
    Eventually.isTrue(
        "in the page: " + condition, patience, () -> evaluate("!!(" + condition + ")").asBoolean());
  }

  /** Waits at most 20 seconds until a text can be read in the page. */
  public void awaitText(String text) {
    await("document.body?.innerText.includes('" + text.replace("'", "\\'") + "')");
  }

  /** Clicks the first element that a selector finds; waits for it. */
  public void click(String selector) {
    await(find(selector));
    evaluate(find(selector) + ".click()");
  }

  /** Puts text into a field in place of what was there, as if typed; waits until it is shown. */
  public void type(String selector, String text) {
    // A field that is not shown yet takes no focus.
    await(find(selector) + "?.getClientRects().length > 0");
    evaluate(find(selector) + ".focus()");
    evaluate(find(selector) + ".select?.()");
    call("Input.insertText", Map.of("text", text));
  }

  /** Chooses files in a file field, as the user's file dialog would. */
  public void chooseFile(String selector, Path file) {
    var root = call("DOM.getDocument", Map.of()).get("root").get("nodeId").asInt();
    var node = call("DOM.querySelector", Map.of("nodeId", root, "selector", selector));
    call(
        "DOM.setFileInputFiles",
        Map.of(
            "files",
            List.of(file.toAbsolutePath().toString()),
            "nodeId",
            node.get("nodeId").asInt()));
  }

  /** How the page is shown from now on: size in pixels, dark or light, its user's language. */
  public void present(int width, int height, boolean dark, String language) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    call("Emulation.setLocaleOverride", Map.of("locale", language));
    call("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Accept-Language", language)));
  }

  /** What the page or the browser reported as an error in its console, exceptions included. */
  public List<String> consoleErrors() {
    return List.copyOf(consoleErrors);
  }

  /** Requests that failed or were answered with a status of 400 or more. */
  public List<String> failedRequests() {
    return List.copyOf(failedRequests);
  }

  /** Writes a PNG of what is visible. */
  public Path screenshot(Path file) {
    var image = call("Page.captureScreenshot", Map.of("format", "png")).get("data").asString();
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.write(file, Base64.getDecoder().decode(image));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Any command of the DevTools protocol. */
  public JsonNode call(String method, Map<String, ?> parameters) {
    return tools.call(session, method, parameters);
  }

  @Override
  public void close() {
    tools.call(null, "Target.closeTarget", Map.of("targetId", target));
  }

  private static String find(String selector) {
    return "document.querySelector('" + selector.replace("'", "\\'") + "')";
  }

  private void event(JsonNode event) {
    var details = event.get("params");
    switch (event.get("method").asString()) {
      case "Runtime.exceptionThrown" ->
          consoleErrors.add(details.get("exceptionDetails").toString());
      case "Runtime.consoleAPICalled" -> {
        if (details.get("type").asString().equals("error")) {
          consoleErrors.add(details.get("args").toString());
        }
      }
      case "Log.entryAdded" -> {
        var entry = details.get("entry");
        if (entry.get("level").asString().equals("error")) {
          consoleErrors.add(entry.get("text").asString() + " " + entry.path("url").asString(""));
        }
      }
      case "Network.requestWillBeSent" ->
          requests.put(
              details.get("requestId").asString(), details.get("request").get("url").asString());
      case "Network.loadingFailed" -> {
        if (!details.path("canceled").asBoolean(false)) {
          failedRequests.add(url(details) + ": " + details.get("errorText").asString());
        }
      }
      case "Network.responseReceived" -> {
        int status = details.get("response").get("status").asInt();
        if (status >= 400) {
          failedRequests.add(url(details) + ": " + status);
        }
      }
      default -> {}
    }
  }

  private String url(JsonNode details) {
    var id = details.get("requestId").asString();
    return requests.getOrDefault(id, id);
  }
}
