package io.quorate.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// What holds for every route, those that are added later included.
class GateTest extends ApiTest {
  @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping;

  private record Route(String method, String path) {}

  private List<Route> routes() {
    return requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
        .flatMap(one ->
            one.getMethodsCondition().getMethods().stream()
                .flatMap(method ->
                    one.getPatternValues().stream()
                        .map(path -> new Route(method.name(), filledIn(path)))))
        .filter(route -> route.path().startsWith("/v1/"))
        .toList();
  }

  private static String filledIn(String pattern) {
    return pattern.replaceAll("\\{\\*?\\w+}", "1").replace("//", "/");
  }

  private Stream<Response> onEveryRoute(String query, String... headers) {
    assertThat(routes()).contains(new Route("GET", "/v1/cluster"), new Route("PUT", "/v1/kv/1"));
    return routes().stream()
        .map(one -> call(one.method(), one.path() + query, BodyPublishers.noBody(), headers));
  }

  @Test
  void aParameterThatTheRouteDoesNotHaveIs400() {
    onEveryRoute("?x=1&no%0asuch&no%0asuch=2")
        .forEach(answer -> {
          assertThat(answer.blames("x")).startsWith("is unknown; this route takes ");
          answer.blames("no\nsuch");
        });
    assertThat(engine.writes()).isEmpty();
  }

  @Test
  void aBadDeadlineIs400() {
    onEveryRoute("", "Quorate-Timeout-Ms: soon")
        .forEach(answer ->
            assertThat(answer.blames("Quorate-Timeout-Ms"))
                .isEqualTo("must be a whole number from 1 to 2^53-1"));
    assertThat(engine.writes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/kv/k?consistncy=stale   | consistncy  | is unknown; is 'consistency' meant?
          /v1/kv/k?minrevision=1      | minrevision | is unknown; is 'minRevision' meant?
          /v1/kv/k?wait=1             | wait        | is unknown; this route takes consistency, minRevision, revision
          /v1/cluster?pretty          | pretty      | is unknown; this route takes no parameters
          /v1/registers/k?q=2         | q           | is unknown; this route takes consistency, r, w
          """)
  void saysWhatMayBeMeant(String path, String name, String message) {
    assertThat(get(path).blames(name)).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/registers?limit=-1             | limit       | must be a whole number from 1 to 1000
          /v1/registers?limit=1001           | limit       | must be a whole number from 1 to 1000
          /v1/registers/k?r=0                | r           | must be a whole number from 1 to 3
          /v1/cluster/log?limit=-1           | limit       | must be a whole number from 1 to 100
          /v1/cluster/log?from=0             | from        | must be a whole number from 1 to 2^53-1
          /v1/kv/k?minRevision=-1            | minRevision | must be a whole number from 0 to 2^53-1
          """)
  void saysTheBoundsOfANumber(String path, String name, String message) {
    assertThat(get(path).blames(name)).isEqualTo(message);
  }

  @Test
  void takesWhatARouteDeclaresInWhicheverWay() throws NoSuchMethodException {
    var route = Declaring.class.getDeclaredMethod("route", String.class, Page.class, Page.class);
    assertThat(DeclaredParameters.of(new HandlerMethod(new Declaring(), route)).names())
        .containsExactly("after", "consistency", "described", "limit", "minRevision", "single");
  }

  record Page(int limit, String after) {}

  static final class Declaring {
    @LogRead
    @Parameter(in = ParameterIn.QUERY, name = "described")
    @Parameter(in = ParameterIn.HEADER, name = "of another kind")
    void route(@RequestParam("single") String one, Page page, @RequestBody Page body) {}
  }
}
