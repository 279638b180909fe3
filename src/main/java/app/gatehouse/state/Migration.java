package app.gatehouse.state;

import tools.jackson.databind.node.ObjectNode;

/** Brings a file's content from one schema number to the next. */
@FunctionalInterface
public interface Migration {
  /** For files that have had only one shape so far. */
  Migration NONE =
      (content, schema) -> {
        throw new IllegalArgumentException("schema " + schema + " is not known");
      };

  /**
   * Changes the content in place.
   *
   * @param schema the number it has now; afterwards it has the shape of the next
   * @throws IllegalArgumentException when this cannot be done; the file is then set aside
   */
  void toNext(ObjectNode content, int schema);
}
