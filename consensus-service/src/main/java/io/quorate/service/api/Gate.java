package io.quorate.service.api;

import io.quorate.service.api.Problems.Wrong;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Refuses, before any route of `/v1` does anything, what no route takes: a query parameter that it
/// does not declare, because to ignore a misspelt one would promise what is not kept, and a
/// deadline that is none; and a fence on a read.
@Component
final class Gate implements HandlerInterceptor, WebMvcConfigurer {
  private static final int MAX_ERRORS = 20;
  private static final int MAX_NAME = 100;
  private static final Set<String> READS = Set.of("GET", "HEAD");

  private final Map<Method, DeclaredParameters> declared = new ConcurrentHashMap<>();

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/v1/**");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    // Spring itself answers OPTIONS, for any route.
    if (handler instanceof HandlerMethod route
        && route.getBeanType().isAnnotationPresent(RestController.class)) {
      refuseUnknown(Query.names(request.getQueryString()), route);
      RequestHeaders.timeout(request);
      refuseFenceOfRead(request);
    }
    return true;
  }

  /// Nothing is decided by a read, so nothing could keep such a promise.
  private static void refuseFenceOfRead(HttpServletRequest request) {
    boolean reads = READS.contains(request.getMethod());
    if (reads && request.getHeader(QuorateHeaders.FENCE) != null) {
      throw ProblemException.invalid(QuorateHeaders.FENCE, "is for writes; this is a read");
    }
  }

  private void refuseUnknown(Set<String> names, HandlerMethod route) {
    if (names.isEmpty()) {
      return;
    }
    DeclaredParameters known =
        declared.computeIfAbsent(route.getMethod(), _ -> DeclaredParameters.of(route));
    List<Wrong> unknown =
        names.stream()
            .filter(name -> !known.names().contains(name))
            .map(name -> name.substring(0, Math.min(MAX_NAME, name.length())))
            .map(name -> new Wrong(name, known.refusal(name)))
            .limit(MAX_ERRORS)
            .toList();
    if (!unknown.isEmpty()) {
      throw new ProblemException(Problems.invalid(unknown));
    }
  }
}
