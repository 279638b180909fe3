package app.gatehouse.state;

import tools.jackson.databind.node.ObjectNode;

/** The file in which the accounts stand by which names are led here. */
public final class NameFile {
  public static final String NAME = "names.json";
  public static final int SCHEMA = 2;

  /** The first shape knew one provider, which asks for a token. */
  public static final Migration MIGRATION = NameFile::toNext;

  private NameFile() {}

  private static void toNext(ObjectNode content, int schema) {
    if (schema != 1 || !(content.get("names") instanceof ObjectNode names)) {
      throw new IllegalArgumentException("schema " + schema + " is not known");
    }
    for (var account : names) {
      if (account instanceof ObjectNode fields && fields.has("token")) {
        fields.putObject("login").putObject("fields").set("token", fields.remove("token"));
      }
    }
  }
}
