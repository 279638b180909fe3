package app.gatehouse.json;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Holds values that came from outside to what their types promise: no component of a record is null
 * unless it is declared {@code @Nullable}. The compiler cannot see what a parser leaves out.
 */
final class Shape {
  private static final ClassValue<List<RecordComponent>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
          var components = type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
          return Arrays.stream(components)
              .filter(component -> !component.getType().isPrimitive())
              .peek(component -> component.getAccessor().setAccessible(true))
              .toList();
        }
      };

  private Shape() {}

  /**
   * @throws IOException naming the first component that is missing
   */
  static void check(@Nullable Object value) throws IOException {
    switch (value) {
      case null -> throw new IOException("null where a value is due");
      case Record each -> checkRecord(each);
      case Collection<?> each -> {
        for (var element : each) {
          check(element);
        }
      }
      case Map<?, ?> each -> {
        for (var element : each.values()) {
          check(element);
        }
      }
      default -> {}
    }
  }

  private static void checkRecord(Record value) throws IOException {
    var type = value.getClass();
    for (var component : COMPONENTS.get(type)) {
      var held = held(component, value);
      if (held != null) {
        check(held);
      } else if (isMarked(type) && !mayBeNull(component)) {
        throw new IOException(type.getSimpleName() + "." + component.getName() + " is missing");
      }
    }
  }

  private static @Nullable Object held(RecordComponent component, Record value) throws IOException {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IOException(component.getName() + " cannot be read", e);
    }
  }

  private static boolean isMarked(Class<?> type) {
    return type.getPackage().isAnnotationPresent(NullMarked.class);
  }

  private static boolean mayBeNull(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }
}
