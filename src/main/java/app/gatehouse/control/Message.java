package app.gatehouse.control;

import app.gatehouse.json.Json;
import app.gatehouse.model.status.OperationSnapshot;
import app.gatehouse.problem.Problem;
import java.io.IOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What travels over the channel. */
sealed interface Message {
  /** The language both sides speak; it changes whenever a message changes its meaning. */
  int VERSION = 1;

  /** Comes first from both sides. */
  record Hello(int version) implements Message {}

  /** A client's question. */
  record Request(long id, String method, JsonNode params) implements Message {
    @Override
    public String toString() {
      return "Request[" + id + " " + method + "]";
    }
  }

  /** A client no longer waits for an answer. */
  record Abandon(long id) implements Message {}

  /** Something known already before the answer to a request; of these there may be many. */
  record Part(long id, JsonNode part) implements Message {
    @Override
    public String toString() {
      return "Part[" + id + "]";
    }
  }

  /** The answer to a request. */
  record Reply(long id, JsonNode result) implements Message {
    @Override
    public String toString() {
      return "Reply[" + id + "]";
    }
  }

  /** The other answer to a request. */
  record Refusal(long id, Problem problem) implements Message {}

  /** An operation has changed. */
  record Event(OperationSnapshot operation) implements Message {}

  /** The service hangs up and says why. */
  record Goodbye(Problem problem) implements Message {}

  /** This message as the bytes of a frame. */
  default byte[] encode() {
    var type = type();
    var tree = (ObjectNode) Json.PLAIN.tree(this);
    tree.put("type", type);
    return Json.PLAIN.writeBytes(tree);
  }

  /**
   * @throws IOException when the bytes are no message; it tells nothing of them, since they may be
   *     a secret in the wrong place
   */
  @SuppressWarnings("PreserveStackTrace")
  static Message decode(byte[] frame) throws IOException {
    try {
      return read(frame);
    } catch (IOException e) {
      throw new IOException("a message that is not understood");
    }
  }

  private static Message read(byte[] frame) throws IOException {
    var tree = Json.PLAIN.read(frame, JsonNode.class);
    return switch (tree.path("type").asString("")) {
      case "hello" -> Json.PLAIN.read(tree, Hello.class);
      case "request" -> Json.PLAIN.read(tree, Request.class);
      case "abandon" -> Json.PLAIN.read(tree, Abandon.class);
      case "part" -> Json.PLAIN.read(tree, Part.class);
      case "reply" -> Json.PLAIN.read(tree, Reply.class);
      case "refusal" -> Json.PLAIN.read(tree, Refusal.class);
      case "event" -> Json.PLAIN.read(tree, Event.class);
      case "goodbye" -> Json.PLAIN.read(tree, Goodbye.class);
      default -> throw new IOException("no known type");
    };
  }

  private String type() {
    return switch (this) {
      case Hello m -> "hello";
      case Request m -> "request";
      case Abandon m -> "abandon";
      case Part m -> "part";
      case Reply m -> "reply";
      case Refusal m -> "refusal";
      case Event m -> "event";
      case Goodbye m -> "goodbye";
    };
  }
}
