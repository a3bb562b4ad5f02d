package io.quorate.service.peer;

import io.quorate.core.register.RegisterMessage;
import io.quorate.core.register.RegisterMessage.Reply;
import io.quorate.service.config.QuorateProperties;
import io.quorate.service.engine.Engine;
import io.quorate.service.engine.Registers;
import io.quorate.service.membership.Membership;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.RestController;

/// Registers as replicas speak of them: each call is one message and its answer. Blocks until the
/// answer may leave, so it is meant for virtual threads.
@RestController
public class RegisterMessagesController implements RegisterMessagesApi {
  private final Registers registers;
  private final Engine engine;
  private final Inbox inbox;
  private final Answers answers;
  private final Patience patience;

  /// @param self who this replica is
  public RegisterMessagesController(
      Letterhead self,
      Membership membership,
      QuorateProperties properties,
      Registers registers,
      Engine engine) {
    JsonForm json = new JsonForm();
    this.registers = registers;
    this.engine = engine;
    this.inbox =
        new Inbox(json, new Admission(self, membership.members()), PaxosController.MAX_BYTES);
    this.answers = new Answers(json, self);
    this.patience = new Patience(properties.timing().peerTimeout());
  }

  @Override
  public void read(HttpServletRequest in, HttpServletResponse out) throws IOException {
    ask(in, out, RegisterMessage.Read.class);
  }

  @Override
  public void write(HttpServletRequest in, HttpServletResponse out) throws IOException {
    ask(in, out, RegisterMessage.Write.class);
  }

  @Override
  public void repair(HttpServletRequest in, HttpServletResponse out) throws IOException {
    ask(in, out, RegisterMessage.Request.class);
  }

  private <T extends RegisterMessage.Request> void ask(
      HttpServletRequest in, HttpServletResponse out, Class<T> type) throws IOException {
    answers.converse(
        out,
        () -> {
          Envelope<? extends RegisterMessage.Request> asked = inbox.registers(in, type);
          patience
              .await(engine.otherStoreOf(asked.from()))
              .ifPresent(known -> {
                throw Answers.otherStore(known).found();
              });
          Reply reply = patience.await(registers.ask(asked.message()));
          answers.registers(in, out, reply);
        });
  }
}
