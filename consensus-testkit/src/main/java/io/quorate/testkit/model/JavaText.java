package io.quorate.testkit.model;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Writes a record as the Java expression that makes it, so that a script can be pasted.
final class JavaText {
  private JavaText() {}

  static String of(Object value) {
    return switch (value) {
      case Record record -> of(record);
      case String text -> quoted(text);
      case Long number -> number + "L";
      case byte[] bytes -> quoted(new String(bytes, StandardCharsets.UTF_8)) + ".getBytes(UTF_8)";
      case Enum<?> one -> name(one.getDeclaringClass()) + "." + one.name();
      case List<?> list ->
          list.stream().map(JavaText::of).collect(Collectors.joining(", ", "List.of(", ")"));
      case Optional<?> optional ->
          optional.map(one -> "Optional.of(" + of(one) + ")").orElse("Optional.empty()");
      case OptionalLong number ->
          number.isPresent()
              ? "OptionalLong.of(" + number.getAsLong() + "L)"
              : "OptionalLong.empty()";
      default -> String.valueOf(value);
    };
  }

  private static String of(Record record) {
    return Arrays.stream(record.getClass().getRecordComponents())
        .map(component -> of(value(record, component)))
        .collect(Collectors.joining(", ", "new " + name(record.getClass()) + "(", ")"));
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String name(Class<?> type) {
    Class<?> outer = type.getDeclaringClass();
    return outer == null ? type.getSimpleName() : name(outer) + "." + type.getSimpleName();
  }

  private static String quoted(String text) {
    return text.chars().mapToObj(JavaText::quoted).collect(Collectors.joining("", "\"", "\""));
  }

  private static String quoted(int one) {
    if (one == '"' || one == '\\') {
      return "\\" + (char) one;
    }
    return one >= ' ' && one < 127 ? Character.toString(one) : "\\u%04x".formatted(one);
  }
}
