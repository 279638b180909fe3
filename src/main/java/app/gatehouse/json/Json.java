package app.gatehouse.json;

import app.gatehouse.problem.Problem;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads and writes values as JSON: records by their components, enum constants in kebab-case, times
 * in ISO 8601, absent values left out. Unknown keys are ignored, nesting and sizes are bounded, and
 * what is read lacks nothing that its type promises ({@link Shape}). Safe for all threads.
 */
public final class Json {
  /** As values travel between programs and to disk. */
  public static final Json PLAIN = new Json(new SimpleModule());

  private static final int MAX_NESTING = 32;
  private static final int MAX_STRING = 1 << 20;

  private final JsonMapper mapper;

  private Json(SimpleModule module) {
    mapper = mapper(module);
  }

  /**
   * As {@code --json} prints them: every problem also has its words.
   *
   * @param words title, cause and action of a problem
   */
  public static Json withWords(Function<Problem, Map<String, String>> words) {
    return new Json(new SimpleModule().addSerializer(Problem.class, new ProblemWithWords(words)));
  }

  /** A value as one line of JSON. */
  public String write(Object value) {
    return mapper.writeValueAsString(value);
  }

  public byte[] writeBytes(Object value) {
    return mapper.writeValueAsBytes(value);
  }

  /** A value over several lines, for files and for people. */
  public String writePretty(Object value) {
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
  }

  /** A value as a tree, to put into a message or to look into. */
  public JsonNode tree(Object value) {
    return mapper.valueToTree(value);
  }

  /**
   * @throws IOException when the text is not JSON or does not have the type's shape
   */
  public <T> T read(String text, Class<T> type) throws IOException {
    try {
      return present(mapper.readValue(text, type));
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * @throws IOException when the bytes are not JSON or do not have the type's shape
   */
  public <T> T read(byte[] bytes, Class<T> type) throws IOException {
    try {
      return present(mapper.readValue(bytes, type));
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * @throws IOException when the tree does not have the type's shape
   */
  public <T> T read(JsonNode tree, Class<T> type) throws IOException {
    try {
      return present(mapper.treeToValue(tree, type));
    } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static <T> T present(T value) throws IOException {
    Shape.check(value);
    return value;
  }

  private static JsonMapper mapper(SimpleModule module) {
    var constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_NESTING)
            .maxStringLength(MAX_STRING)
            .build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
        .annotationIntrospector(new KebabCaseEnums())
        // Components only: a method such as isPublic() is not part of a value.
        .changeDefaultVisibility(
            v ->
                v.withFieldVisibility(Visibility.ANY)
                    .withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE))
        .changeDefaultPropertyInclusion(i -> i.withValueInclusion(Include.NON_NULL))
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .addModule(module)
        .build();
  }

  /** Enum constants as scripts spell them: {@code OWN_DOMAIN} is {@code own-domain}. */
  private static final class KebabCaseEnums extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public String[] findEnumValues(
        MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
      for (var i = 0; i < constants.length; i++) {
        names[i] = constants[i].name().toLowerCase(Locale.ROOT).replace('_', '-');
      }
      return names;
    }
  }

  private static final class ProblemWithWords extends ValueSerializer<Problem> {
    private final Function<Problem, Map<String, String>> words;

    ProblemWithWords(Function<Problem, Map<String, String>> words) {
      this.words = words;
    }

    @Override
    public void serialize(Problem problem, JsonGenerator out, SerializationContext context) {
      var fields = new LinkedHashMap<String, Object>();
      fields.put("code", problem.code().wireName());
      fields.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
      fields.putAll(words.apply(problem));
      fields.put("facts", problem.facts());
      if (problem.detail() != null) {
        fields.put("detail", problem.detail());
      }
      out.writePOJO(fields);
    }
  }
}
