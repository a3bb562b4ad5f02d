package io.quorate.service.api;

import io.quorate.service.config.QuorateProperties;
import io.quorate.service.engine.Engine;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.filter.RequestContextFilter;

/// Sets Tomcat up so that it neither alters a key nor answers in HTML.
@Configuration(proxyBeanMethods = false)
class HttpEdge {

  /// Takes the engine only when the first request comes: the web server is built before it.
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> edge(
      QuorateProperties properties,
      ObjectProvider<Engine> engine,
      ObjectProvider<ApplicationAvailability> availability,
      ObjectProvider<ResponseWriter> writer) {
    var lazyEngine = SingletonSupplier.of(engine::getObject);
    var lazyAvailability = SingletonSupplier.of(availability::getObject);
    var lazyWriter = SingletonSupplier.of(writer::getObject);
    int keyLimit = properties.limits().keyBytes();
    String replica = properties.replicaId().value();
    return factory -> {
      factory.addEngineValves(
          new ReplicaHeadersValve(replica, lazyEngine, lazyAvailability),
          new RoomForPeersValve(),
          new PresenceValve());
      factory.addContextCustomizers(context -> reportProblems(context, lazyWriter, keyLimit));
      factory.addConnectorCustomizers(HttpEdge::leaveKeysAlone, HttpEdge::askForBodiesLate);
    };
  }

  /// No bean here is bound to a request, so no filter has to tell them which one it is.
  @Bean
  FilterRegistrationBean<RequestContextFilter> noRequestContext() {
    var filter = new FilterRegistrationBean<>(new RequestContextFilter());
    filter.setEnabled(false);
    return filter;
  }

  private static void reportProblems(
      Context context, SingletonSupplier<ResponseWriter> writer, int keyLimit) {
    context.getParent().getPipeline().addValve(new ProblemReportValve(writer::obtain, keyLimit));
  }

  /// A slash or backslash of a key may be percent-encoded; [KeyPath] decodes it.
  private static void leaveKeysAlone(Connector connector) {
    connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
    connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
  }

  /// With `Expect: 100-continue` a body that is refused is never sent.
  private static void askForBodiesLate(Connector connector) {
    if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
      http.setContinueResponseTiming("onRead");
    }
  }
}
