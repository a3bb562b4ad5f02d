package io.quorate.service.peer;

import io.quorate.core.paxos.Ballot;
import io.quorate.core.paxos.Message;
import io.quorate.core.register.RegisterMessage;
import io.quorate.service.engine.Forwarding;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.node.ObjectNode;

/// Writes what this replica answers, in the form that was asked for.
///
/// What was not granted has an error status. In JSON it is a problem, with the answer itself as
/// further members; in binary it is the answer itself.
final class Answers {
  static final String PROBLEM = "application/problem+json";

  private final JsonForm json;
  private final Letterhead self;

  Answers(JsonForm json, Letterhead self) {
    this.json = json;
    this.self = self;
  }

  /// One exchange with a peer, up to its answer.
  interface Conversation {
    /// Reads, acts, answers.
    ///
    /// @throws InvalidMessageException when what was sent is no message
    /// @throws Problem.Found when it is not taken
    void run() throws IOException;
  }

  /// Carries an exchange out; what it throws becomes the answer.
  void converse(HttpServletResponse out, Conversation conversation) throws IOException {
    try {
      conversation.run();
    } catch (InvalidMessageException invalid) {
      invalid(out, invalid);
    } catch (Problem.Found found) {
      problem(out, found.problem());
    }
  }

  /// Answers a request.
  void reply(HttpServletRequest in, HttpServletResponse out, Message.Reply reply)
      throws IOException {
    send(in, out, reply, Message.Reply.class, MessageCodec.REPLY, problemOf(reply));
  }

  /// Answers who passed on commands.
  void forwarding(HttpServletRequest in, HttpServletResponse out, Forwarding forwarding)
      throws IOException {
    send(in, out, forwarding, Forwarding.class, MessageCodec.FORWARDING, problemOf(forwarding));
  }

  /// Answers a question about registers.
  void registers(HttpServletRequest in, HttpServletResponse out, RegisterMessage.Reply reply)
      throws IOException {
    send(
        in, out, reply, RegisterMessage.Reply.class, MessageCodec.REGISTER_REPLY, Optional.empty());
  }

  /// Answers who catches up.
  void decrees(HttpServletRequest in, HttpServletResponse out, Decrees decrees) throws IOException {
    send(in, out, decrees, Decrees.class, MessageCodec.DECREES, Optional.empty());
  }

  /// Answers in JSON, whatever was asked for.
  <T> void json(HttpServletResponse out, T message, Class<T> type) throws IOException {
    write(out, JsonForm.MEDIA_TYPE, ByteBuffer.wrap(json.write(self.says(message), type)));
  }

  private <T> void send(
      HttpServletRequest in,
      HttpServletResponse out,
      T message,
      Class<T> type,
      Body<T> body,
      Optional<Problem> problem)
      throws IOException {
    Envelope<T> envelope = self.says(message);
    if (wantsBinary(in)) {
      ByteBuffer bytes = MessageCodec.encode(envelope, body);
      head(out, problem);
      write(out, MessageCodec.MEDIA_TYPE, bytes);
      return;
    }
    if (problem.isPresent()) {
      ObjectNode tree = tree(problem.get());
      tree.setAll(json.tree(envelope, type));
      // The type of the problem and that of the answer: one outside, one inside of "message".
      head(out, problem);
      write(out, PROBLEM, ByteBuffer.wrap(json.write(tree)));
      return;
    }
    json(out, message, type);
  }

  /// Answers that a message was not taken.
  private void problem(HttpServletResponse out, Problem problem) throws IOException {
    head(out, Optional.of(problem));
    write(out, PROBLEM, ByteBuffer.wrap(json.write(tree(problem))));
  }

  /// Answers that a message is none.
  private void invalid(HttpServletResponse out, InvalidMessageException invalid)
      throws IOException {
    String detail = String.valueOf(invalid.getMessage());
    problem(
        out,
        new Problem(
            400,
            "invalid-request",
            "The message is not valid",
            (invalid.field() + " " + detail).strip(),
            Map.of("errors", List.of(Map.of("field", invalid.field(), "message", detail)))));
  }

  private static boolean wantsBinary(HttpServletRequest in) {
    String accept = in.getHeader(HttpHeaders.ACCEPT);
    return accept != null && accept.contains(MessageCodec.MEDIA_TYPE);
  }

  private static void head(HttpServletResponse out, Optional<Problem> problem) {
    problem.ifPresent(found -> {
      out.setStatus(found.status());
      if (found.status() == 503 || found.status() == 429) {
        out.setHeader(HttpHeaders.RETRY_AFTER, "1");
      }
    });
  }

  private static void write(HttpServletResponse out, String type, ByteBuffer bytes)
      throws IOException {
    out.setContentType(type);
    out.setContentLength(bytes.limit());
    out.getOutputStream().write(bytes.array(), bytes.arrayOffset(), bytes.limit());
  }

  private ObjectNode tree(Problem problem) {
    ObjectNode tree = json.tree();
    tree.put("type", "/problems/" + problem.name());
    tree.put("title", problem.title());
    tree.put("status", problem.status());
    tree.put("detail", problem.detail());
    problem.fields().forEach(tree::putPOJO);
    return tree;
  }

  /// @param known the incarnation of the store that the sender's id is known with
  static Problem otherStore(long known) {
    return Problem.of(
        409,
        "other-store",
        "The sender is known with another store",
        "the sender is known with the store " + Long.toHexString(known));
  }

  private static Optional<Problem> problemOf(Message.Reply reply) {
    return switch (reply) {
      case Message.Welcome _,
          Message.PreVoted _,
          Message.Promise _,
          Message.Accepted _,
          Message.Learned _,
          Message.ReadFrom _,
          Message.Taking _ ->
          Optional.empty();
      case Message.Refused(Ballot ballot, Ballot promised) ->
          Optional.of(
              new Problem(
                  409,
                  "promise-refused",
                  "A higher ballot is promised",
                  "asked in ballot %s, but %s is promised".formatted(ballot, promised),
                  Map.of("promised", promised)));
      case Message.Stranger(long incarnation) -> Optional.of(otherStore(incarnation));
      case Message.NotNow(String reason) ->
          Optional.of(Problem.of(503, "not-ready", "This replica cannot do that now", reason));
    };
  }

  private static Optional<Problem> problemOf(Forwarding forwarding) {
    return switch (forwarding) {
      case Forwarding.Chosen _ -> Optional.empty();
      case Forwarding.NotLeading() ->
          Optional.of(
              Problem.of(
                  409,
                  "not-leading",
                  "This replica does not lead",
                  "it does not lead, or no more; some of the commands may still get chosen"));
      case Forwarding.Stranger(long incarnation) -> Optional.of(otherStore(incarnation));
      case Forwarding.Overloaded() ->
          Optional.of(
              Problem.of(429, "overloaded", "The queue is full", "no command was proposed"));
      case Forwarding.Unreached() ->
          Optional.of(
              Problem.of(
                  503, "not-ready", "The leader was not reached", "no command was proposed"));
    };
  }
}
