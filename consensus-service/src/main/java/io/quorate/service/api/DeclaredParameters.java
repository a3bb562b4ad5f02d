package io.quorate.service.api;

import io.quorate.service.config.Nearest;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.Parameters;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.reflect.RecordComponent;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/// The query parameters that a route takes, as its own declaration has them: each `@Parameter(in =
/// QUERY)` of its method, by which the OpenAPI document describes it, each `@RequestParam`, and
/// each component of a record that it takes and that is not the body.
///
/// @param names theirs
record DeclaredParameters(NavigableSet<String> names) {

  /// Reads them off a route.
  static DeclaredParameters of(HandlerMethod route) {
    NavigableSet<String> names = new TreeSet<>();
    Set<Parameter> described =
        AnnotatedElementUtils.findMergedRepeatableAnnotations(
            route.getMethod(), Parameter.class, Parameters.class);
    for (Parameter one : described) {
      if (one.in() == ParameterIn.QUERY) {
        names.add(one.name());
      }
    }
    for (MethodParameter taken : route.getMethodParameters()) {
      taken.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
      named(taken).forEach(names::add);
    }
    return new DeclaredParameters(names);
  }

  private static Stream<String> named(MethodParameter taken) {
    RequestParam single = taken.getParameterAnnotation(RequestParam.class);
    if (single != null) {
      String name = single.name();
      return Stream.of(name.isEmpty() ? Objects.requireNonNull(taken.getParameterName()) : name);
    }
    return taken.getParameterType().isRecord() && !taken.hasParameterAnnotation(RequestBody.class)
        ? Stream.of(taken.getParameterType().getRecordComponents()).map(RecordComponent::getName)
        : Stream.empty();
  }

  /// Says why a parameter is not taken.
  String refusal(String name) {
    if (names.isEmpty()) {
      return "is unknown; this route takes no parameters";
    }
    return Nearest.to(name, names)
        .map("is unknown; is '%s' meant?"::formatted)
        .orElse("is unknown; this route takes " + String.join(", ", names));
  }
}
