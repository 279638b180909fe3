package app.gatehouse.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The browser's DevTools protocol: JSON commands and events over one WebSocket. */
final class DevTools implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final JsonMapper json = JsonMapper.builder().build();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final Map<String, Consumer<JsonNode>> listeners = new ConcurrentHashMap<>();
  private final WebSocket socket;
  private int lastId;

  private DevTools(URI uri) {
    socket =
        await(
            "connection to the browser",
            HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .buildAsync(uri, new Receiver()));
  }

  static DevTools connect(URI uri) {
    return new DevTools(uri);
  }

  /** Takes every event of a session, on the connection's thread. */
  void listen(String session, Consumer<JsonNode> listener) {
    listeners.put(session, listener);
  }

  /**
   * Sends a command and waits for its result.
   *
   * @param session the page's session, or null for the browser itself
   */
  JsonNode call(@Nullable String session, String method, Map<String, ?> parameters) {
    var message = new HashMap<String, Object>(Map.of("method", method, "params", parameters));
    if (session != null) {
      message.put("sessionId", session);
    }
    var result = new CompletableFuture<JsonNode>();
    synchronized (this) {
      int id = ++lastId;
      message.put("id", id);
      waiting.put(id, result);
      await("sending of " + method, socket.sendText(json.writeValueAsString(message), true));
    }
    var answer = await(method, result);
    if (answer.has("error")) {
      throw new IllegalStateException(method + " " + parameters + ": " + answer.get("error"));
    }
    return answer.get("result");
  }

  @Override
  public void close() {
    socket.abort();
  }

  private static <T> T await(String what, CompletableFuture<T> result) {
    try {
      return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted: " + what, e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("browser: " + what, e);
    }
  }

  private final class Receiver implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        receive(json.readTree(text.toString()));
        text.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      waiting.values().forEach(each -> each.completeExceptionally(error));
    }

    private void receive(JsonNode message) {
      if (message.has("id")) {
        var result = waiting.remove(message.get("id").asInt());
        if (result != null) {
          result.complete(message);
        }
      } else if (message.has("sessionId")) {
        var listener = listeners.get(message.get("sessionId").asString());
        if (listener != null) {
          listener.accept(message);
        }
      }
    }
  }
}
