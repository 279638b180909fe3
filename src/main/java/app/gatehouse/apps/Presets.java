package app.gatehouse.apps;

import app.gatehouse.json.Json;
import app.gatehouse.model.site.LocalApp;
import app.gatehouse.net.HttpAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All presets, in the order in which they are tried. Immutable. */
public final class Presets {
  /** One file each. What one glance decides comes before what takes a second request. */
  private static final List<String> IDS =
      List.of("ollama", "hfs", "flask", "gradio", "jupyter", LocalApp.GENERIC);

  private final Map<String, Preset> presets = new LinkedHashMap<>();

  private Presets(List<Preset> all) {
    all.forEach(preset -> presets.put(preset.id(), preset));
  }

  /** The presets that are part of the program. */
  public static Presets load() {
    return new Presets(IDS.stream().map(Presets::read).toList());
  }

  /** Which Host header an app of that preset needs; the public one when it is not known. */
  public HostHeader hostHeader(String id) {
    var preset = presets.get(id);
    return preset == null ? HostHeader.PUBLIC : preset.hostHeader();
  }

  /** The ports that apps use unless told otherwise. */
  Set<Integer> usualPorts() {
    return presets.values().stream()
        .flatMap(preset -> preset.ports().stream())
        .collect(Collectors.toSet());
  }

  Preset generic() {
    return Objects.requireNonNull(presets.get(LocalApp.GENERIC));
  }

  /** The first preset that the answer to {@code GET /} speaks for. */
  Optional<Preset> likely(HttpAnswer first) {
    return presets.values().stream().filter(preset -> preset.isLikely(first)).findFirst();
  }

  private static Preset read(String id) {
    try (var file = Presets.class.getResourceAsStream("/apps/" + id + ".json")) {
      return Json.PLAIN.read(Objects.requireNonNull(file, id).readAllBytes(), Preset.class);
    } catch (IOException e) {
      throw new UncheckedIOException("apps/" + id + ".json", e);
    }
  }
}
