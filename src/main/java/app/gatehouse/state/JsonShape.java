package app.gatehouse.state;

import app.gatehouse.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a value is written in a file: {@code {"schema":1, …}}.
 *
 * @param type a record
 * @param schema number of the shape that {@code type} has now; 1 or more
 * @param migration brings older files up to it
 */
record JsonShape<T>(Class<T> type, int schema, Migration migration) {

  byte[] bytes(T value) {
    var content = (ObjectNode) Json.PLAIN.tree(new Schema(schema));
    content.setAll((ObjectNode) Json.PLAIN.tree(value));
    return Json.PLAIN.writePretty(content).getBytes(StandardCharsets.UTF_8);
  }

  T value(byte[] bytes) throws UnfitFileException {
    try {
      return parse(bytes);
    } catch (UnfitFileException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new UnfitFileException(e);
    }
  }

  private T parse(byte[] bytes) throws IOException {
    if (!(Json.PLAIN.read(bytes, JsonNode.class) instanceof ObjectNode content)) {
      throw new UnfitFileException("not an object");
    }
    var number = content.path("schema");
    if (!number.isInt() || number.intValue() < 1) {
      throw new UnfitFileException("no schema number");
    }
    if (number.intValue() > schema) {
      throw new UnfitFileException("written by a newer version: schema " + number.intValue());
    }
    for (var i = number.intValue(); i < schema; i++) {
      migration.toNext(content, i);
    }
    content.remove("schema");
    return Json.PLAIN.read(content, type);
  }

  /** Comes first in every file. */
  private record Schema(int schema) {}
}
