package io.quorate.service.engine;

import io.quorate.core.paxos.Message.Reply;
import io.quorate.core.paxos.Message.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// The peers' requests that are not answered yet, by token. Confined to the engine's thread.
final class Questions {
  /// A request and where its answer goes.
  record Question(Request request, CompletableFuture<Reply> answer) {}

  private final Map<Long, Question> open = new HashMap<>();
  private long tokens;

  long add(Question question) {
    open.put(++tokens, question);
    return tokens;
  }

  void answer(long token, Reply reply) {
    Question question = open.remove(token);
    if (question != null) {
      question.answer().complete(reply);
    }
  }
}
