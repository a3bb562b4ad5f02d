package io.quorate.service.peer;

import io.quorate.core.paxos.Command;
import io.quorate.core.paxos.Input;
import io.quorate.core.paxos.Message;
import io.quorate.service.config.QuorateProperties;
import io.quorate.service.engine.Engine;
import io.quorate.service.membership.Membership;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.bind.annotation.RestController;

/// Paxos as replicas speak it: each call is one message and its answer.
///
/// Reads and writes bodies itself, because this is the path of every batch. Blocks until the engine
/// answers, so it is meant for virtual threads.
@RestController
public class PaxosController implements PaxosApi {
  /// The largest message in bytes, in either direction.
  static final int MAX_BYTES = QuorateProperties.Limits.MESSAGE_BYTES;

  static final int MAX_DECREES = 1_000;
  private static final long PAGE_BYTES = MAX_BYTES / 8;

  private final Engine engine;
  private final ChosenLog log;
  private final Inbox inbox;
  private final Answers answers;
  private final Patience patience;

  /// @param self who this replica is
  public PaxosController(
      Letterhead self,
      Membership membership,
      QuorateProperties properties,
      Engine engine,
      ChosenLog log) {
    JsonForm json = new JsonForm();
    Admission admission = new Admission(self, membership.members());
    this.engine = engine;
    this.log = log;
    this.inbox = new Inbox(json, admission, MAX_BYTES);
    this.answers = new Answers(json, self);
    this.patience = new Patience(properties.timing().peerTimeout());
  }

  @Override
  public void hello(HttpServletRequest in, HttpServletResponse out) throws IOException {
    ask(in, out, Message.Hello.class);
  }

  @Override
  public void preVote(HttpServletRequest in, HttpServletResponse out) throws IOException {
    ask(in, out, Message.PreVote.class);
  }

  @Override
  public void prepare(HttpServletRequest in, HttpServletResponse out) throws IOException {
    ask(in, out, Message.Prepare.class);
  }

  @Override
  public void accept(HttpServletRequest in, HttpServletResponse out) throws IOException {
    ask(in, out, Message.Accept.class);
  }

  @Override
  public void learn(HttpServletRequest in, HttpServletResponse out) throws IOException {
    ask(in, out, Message.Learn.class);
  }

  @Override
  public void readIndex(HttpServletRequest in, HttpServletResponse out) throws IOException {
    ask(in, out, Message.ReadIndex.class);
  }

  @Override
  public void takeOver(HttpServletRequest in, HttpServletResponse out) throws IOException {
    ask(in, out, Message.TakeOver.class);
  }

  @Override
  public void forward(HttpServletRequest in, HttpServletResponse out) throws IOException {
    answers.converse(
        out,
        () -> {
          Envelope<Commands> passedOn = inbox.commands(in);
          Problem late =
              Problem.of(
                  504,
                  "outcome-unknown",
                  "The outcome is not known yet",
                  "the commands may have been proposed, but are not known chosen");
          List<Command> commands = passedOn.message().commands();
          answers.forwarding(
              in, out, patience.await(engine.takeForwarded(passedOn.from(), commands), late));
        });
  }

  @Override
  public void chosen(HttpServletRequest in, HttpServletResponse out) throws IOException {
    answers.converse(
        out,
        () -> {
          long from = Inbox.number(in, "from", 1, 1, WireReader.LARGEST);
          int limit = (int) Inbox.number(in, "limit", 100, 1, MAX_DECREES);
          inbox.reader(in).ifPresent(this::refuseOtherStore);
          answers.decrees(in, out, new Decrees(log.chosenFrom(from, limit, PAGE_BYTES)));
        });
  }

  private void ask(
      HttpServletRequest in, HttpServletResponse out, Class<? extends Message.Request> type)
      throws IOException {
    answers.converse(
        out,
        () -> {
          Envelope<? extends Message.Request> asked = inbox.request(in, type);
          answers.reply(in, out, patience.await(engine.ask(asked.from(), asked.message())));
        });
  }

  private void refuseOtherStore(Input.Sender sender) {
    patience
        .await(engine.otherStoreOf(sender))
        .ifPresent(known -> {
          throw Answers.otherStore(known).found();
        });
  }
}
