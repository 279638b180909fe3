package app.gatehouse.model.network;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * By what a provider of names knows its customer. Goes in and never comes out: its text shows which
 * fields there are, and none of them.
 */
public record NameLogin(Map<Field, String> fields) {
  /** What providers ask for; each for some of these. */
  public enum Field {
    /** A user name or the identifier of a key. */
    USER,
    /** A password or the secret part of a key. */
    PASSWORD,
    TOKEN,
    /** The server's address, or an address with placeholders in it. */
    URL,
    /** What an answer must contain to count as a success. */
    SUCCESS;

    /** As files and the command line spell it. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Blank fields count as missing. */
  public NameLogin {
    var filled = new TreeMap<Field, String>();
    fields.forEach(
        (field, value) -> {
          if (!value.isBlank()) {
            filled.put(field, value);
          }
        });
    fields = Collections.unmodifiableMap(filled);
  }

  public static NameLogin token(String token) {
    return new NameLogin(Map.of(Field.TOKEN, token));
  }

  public static NameLogin user(String user, String password) {
    return new NameLogin(Map.of(Field.USER, user, Field.PASSWORD, password));
  }

  public Optional<String> find(Field field) {
    return Optional.ofNullable(fields.get(field));
  }

  /** Empty when it is missing. */
  public String get(Field field) {
    return fields.getOrDefault(field, "");
  }

  @Override
  public String toString() {
    return "NameLogin" + fields.keySet();
  }
}
