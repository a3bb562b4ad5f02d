package io.quorate.service.api;

import io.quorate.service.config.QuorateProperties;
import io.quorate.service.engine.Engine;
import io.quorate.service.watch.Course;
import io.quorate.service.watch.Watch;
import io.quorate.service.watch.WatchHub;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Tells callers what changes, each on a virtual thread of its own: to write to a slow one blocks
/// nobody else.
@RestController
class WatchController implements WatchApi {
  private final Engine engine;
  private final WatchHub hub;
  private final JsonMapper json;
  private final KeyRule rule;

  WatchController(Engine engine, WatchHub hub, JsonMapper json, QuorateProperties properties) {
    this.engine = engine;
    this.hub = hub;
    this.json = json;
    this.rule = new KeyRule(properties.limits().keyBytes());
  }

  @Override
  public void watch(HttpServletRequest request, HttpServletResponse response) throws IOException {
    WatchRequest wanted = WatchRequest.of(request, rule);
    if (hub.isStopped()) {
      throw new ProblemException(
          Problems.notReady("this replica is stopping; another one serves the request"));
    }
    Watch watch = hub.open(wanted.filter()).orElseThrow(WatchController::tooMany);
    var patience = RequestHeaders.timeout(request);
    try (Course course = new Course(engine, hub, watch, wanted.start(), patience)) {
      course
          .begin()
          .ifPresent(refusal -> {
            throw new ProblemException(Problems.of(refusal));
          });
      if (wanted.start().after().isEmpty()) {
        response.setHeader(QuorateHeaders.REVISION, Long.toString(course.after()));
      }
      sendHead(response, wanted);
      if (!request.getMethod().equals("HEAD")) {
        course.run(new WatchStream(wanted.form(), json, hub, response));
      }
    }
  }

  private static void sendHead(HttpServletResponse response, WatchRequest wanted)
      throws IOException {
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType(WatchRequest.mediaType(wanted.form()));
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Vary", "Accept");
    response.setHeader("X-Accel-Buffering", "no");
    response.flushBuffer();
  }

  private static ProblemException tooMany() {
    return new ProblemException(
        Problem.of(429, "overloaded", "Overloaded", "There are too many watches here already."));
  }
}
