package io.quorate.service.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quorate.core.register.RegisterMessage;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.lang.reflect.Method;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.json.JsonMapper;

/// What the OpenAPI document says of messages between replicas.
class MessageDescriptionTest {
  private static final PathPatternParser PARSER = new PathPatternParser();

  private static List<Method> routes() {
    return Stream.of(PaxosApi.class, RegisterMessagesApi.class)
        .flatMap(api -> Stream.of(api.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(PostMapping.class))
        .toList();
  }

  private static Operation described(Method route) {
    Operation operation = new Operation().responses(new ApiResponses());
    return new MessageDescription().customize(operation, new HandlerMethod(new Object(), route));
  }

  private static String path(Method route) {
    String api = route.getDeclaringClass().getAnnotation(RequestMapping.class).value()[0];
    return api + route.getAnnotation(PostMapping.class).value()[0];
  }

  @Test
  void everyMessageIsNamedAndSaysWhenItIsNotTaken() {
    assertThat(routes()).hasSize(11);
    assertThat(routes().stream().map(route -> described(route).getOperationId()))
        .doesNotContainNull()
        .doesNotHaveDuplicates();
    assertThat(routes())
        .allSatisfy(route ->
            assertThat(described(route).getResponses()).containsKeys("409", "413", "415", "503"));
  }

  @Test
  void everyMessageIsInTheDocument() {
    var settings = new YamlPropertiesFactoryBean();
    settings.setResources(new ClassPathResource("application.yaml"));
    String shown =
        Objects.requireNonNull(settings.getObject()).getProperty("springdoc.paths-to-match");
    List<PathPattern> patterns =
        Stream.of(shown.split(",")).map(String::strip).map(PARSER::parse).toList();
    assertThat(routes())
        .extracting(MessageDescriptionTest::path)
        .allMatch(
            path -> patterns.stream().anyMatch(one -> one.matches(PathContainer.parsePath(path))));
  }

  @Test
  void everyExampleIsTaken() throws Exception {
    try (PeerServer server = new PeerServer();
        Curl curl = new Curl(server.url())) {
      server.registers.reply = new RegisterMessage.Raised();
      for (Method route : routes()) {
        Object example =
            described(route).getRequestBody().getContent().values().iterator().next().getExample();
        byte[] body = JsonMapper.shared().writeValueAsString(example).getBytes(UTF_8);
        HttpResponse<String> response = curl.post(path(route), "application/json", body);
        assertThat(response.statusCode())
            .as("%s %s: %s", path(route), example, response.body())
            .isIn(200, 409)
            .satisfies(status -> {
              if (status == 409) {
                assertThat(response.body()).contains("/problems/not-leading");
              }
            });
      }
    }
  }
}
