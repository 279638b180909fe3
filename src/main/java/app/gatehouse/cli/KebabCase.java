package app.gatehouse.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;

/** Enum constants as scripts spell them: {@code OWN_DOMAIN} is {@code own-domain}. */
final class KebabCase<E extends Enum<E>> implements ITypeConverter<E> {
  private final Class<E> type;

  KebabCase(Class<E> type) {
    this.type = type;
  }

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public E convert(String value) {
    for (var constant : type.getEnumConstants()) {
      if (of(constant).equals(value)) {
        return constant;
      }
    }
    throw new NotAmong(
        Arrays.stream(type.getEnumConstants())
            .map(KebabCase::of)
            .collect(Collectors.joining(", ")));
  }
}
