package io.quorate.service.peer;

import io.quorate.core.paxos.AcceptedDecree;
import io.quorate.core.quorum.ReplicaId;
import io.quorate.service.config.Peers;
import io.quorate.service.config.QuorateProperties;
import io.quorate.service.membership.Membership;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/// A real Tomcat on 127.0.0.1 with the controller of replica b, and a fake engine behind it.
final class PeerServer implements AutoCloseable {
  private static final Peers VOTERS =
      Peers.of("a=http://127.0.0.1:1,b=http://127.0.0.1:2,c=http://127.0.0.1:3");
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /// Spring MVC, without the rest of Spring Boot.
  @EnableWebMvc
  static class Web {}

  final FakeEngine engine = new FakeEngine();
  final FakeRegisters registers = new FakeRegisters();
  final List<AcceptedDecree> chosen = new CopyOnWriteArrayList<>();
  private final AnnotationConfigServletWebServerApplicationContext context =
      new AnnotationConfigServletWebServerApplicationContext();

  PeerServer() {
    this(PATIENCE);
  }

  PeerServer(Duration patience) {
    context.registerBean(
        TomcatServletWebServerFactory.class,
        () -> {
          TomcatServletWebServerFactory tomcat = new TomcatServletWebServerFactory(0);
          tomcat.addProtocolHandlerCustomizers(
              handler -> handler.setExecutor(Executors.newVirtualThreadPerTaskExecutor()));
          return tomcat;
        });
    context.registerBean("dispatcherServlet", DispatcherServlet.class);
    context.registerBean(
        PaxosController.class,
        () ->
            new PaxosController(
                Samples.letterhead(Samples.B),
                Membership.foundedBy(VOTERS, "majority"),
                properties(patience),
                engine,
                this::chosenFrom));
    context.registerBean(
        RegisterMessagesController.class,
        () ->
            new RegisterMessagesController(
                Samples.letterhead(Samples.B),
                Membership.foundedBy(VOTERS, "majority"),
                properties(patience),
                registers,
                engine));
    context.registerBean(
        WitnessController.class,
        () ->
            new WitnessController(
                Samples.letterhead(Samples.B),
                engine,
                (slot, limit) -> chosenFrom(slot, limit, Long.MAX_VALUE)));
    context.register(Web.class);
    context.refresh();
  }

  private List<AcceptedDecree> chosenFrom(long slot, int limit, long maxBytes) {
    return chosen.stream().filter(one -> one.slot() >= slot).limit(limit).toList();
  }

  private static QuorateProperties properties(Duration patience) {
    Map<String, String> settings =
        Map.of(
            "quorate.replica-id", "b", "quorate.timing.peer-timeout", patience.toMillis() + "ms");
    return new Binder(new MapConfigurationPropertySource(settings))
        .bind("quorate", QuorateProperties.class)
        .get();
  }

  URI url() {
    return URI.create(
        "http://127.0.0.1:" + Objects.requireNonNull(context.getWebServer()).getPort());
  }

  /// Where a finds b: here.
  Peers peers() {
    TreeMap<ReplicaId, URI> urls = new TreeMap<>();
    urls.put(Samples.A, URI.create("http://127.0.0.1:1"));
    urls.put(Samples.B, url());
    return new Peers(urls);
  }

  @Override
  public void close() {
    context.close();
  }
}
