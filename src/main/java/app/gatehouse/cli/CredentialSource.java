package app.gatehouse.cli;

import app.gatehouse.model.network.NameLogin;
import app.gatehouse.model.network.NameLogin.Field;
import app.gatehouse.model.plan.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where secrets come from: {@code GATEHOUSE_*} variables, and over them a file of {@code
 * name=value} lines ({@code -} is standard input). Never the command line itself, which every user
 * of a computer can read.
 */
final class CredentialSource {
  private static final Map<String, Field> NAME_FIELDS = nameFields();
  private static final Set<String> NAMES = names();
  private static final int MAX_LINES = 1000;

  private final GatehouseCommand gatehouse;

  CredentialSource(GatehouseCommand gatehouse) {
    this.gatehouse = gatehouse;
  }

  /**
   * What was found.
   *
   * @param nameLogin of an account for names
   */
  record Found(Credentials credentials, NameLogin nameLogin) {}

  private static Map<String, Field> nameFields() {
    var fields = new HashMap<String, Field>();
    for (var field : Field.values()) {
      fields.put("dns-" + field.wireName(), field);
    }
    // Short for the one that most providers ask for.
    fields.put("token", Field.TOKEN);
    return Map.copyOf(fields);
  }

  private static Set<String> names() {
    var names = new HashSet<>(Set.of("user", "password", "key-name", "key"));
    names.addAll(NAME_FIELDS.keySet());
    return Set.copyOf(names);
  }

  /**
   * @param file may be missing
   * @throws picocli.CommandLine.ParameterException when the file cannot be read or understood
   */
  Found read(@Nullable Path file) {
    var values = new HashMap<String, String>();
    var environment = gatehouse.terminal().environment();
    for (var name : NAMES) {
      var value =
          environment.get("GATEHOUSE_" + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
      if (value != null && !value.isEmpty()) {
        values.put(name, value);
      }
    }
    if (file != null) {
      lines(file).forEach(line -> add(values, file, line));
    }
    return new Found(
        new Credentials(
            values.get("user"), values.get("password"), values.get("key-name"), values.get("key")),
        nameLogin(values));
  }

  private static NameLogin nameLogin(Map<String, String> values) {
    var fields = new EnumMap<Field, String>(Field.class);
    NAME_FIELDS.forEach(
        (name, field) -> {
          var value = values.get(name);
          if (value != null) {
            fields.put(field, value);
          }
        });
    return new NameLogin(fields);
  }

  private Iterable<String> lines(Path file) {
    if (file.toString().equals("-")) {
      var lines = new java.util.ArrayList<String>();
      for (var line = gatehouse.terminal().readLine();
          line.isPresent() && lines.size() < MAX_LINES;
          line = gatehouse.terminal().readLine()) {
        lines.add(line.get());
      }
      return lines;
    }
    try {
      // Windows' Notepad may put a byte order mark before the first line.
      return Files.readString(file, StandardCharsets.UTF_8)
          .replaceFirst("^\uFEFF", "")
          .lines()
          .toList();
    } catch (IOException e) {
      throw gatehouse.usage(gatehouse.texts().get("cli.credentials.unreadable", file));
    }
  }

  /** The mistake is named by the name only: the rest of the line may be a secret. */
  private void add(Map<String, String> values, Path file, String line) {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    var split = line.indexOf('=');
    var name = split < 0 ? "" : line.substring(0, split).strip();
    if (!NAMES.contains(name)) {
      throw gatehouse.usage(gatehouse.texts().get("cli.credentials.line", file));
    }
    values.put(name, line.substring(split + 1));
  }
}
