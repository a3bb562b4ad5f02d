package io.quorate.service.peer;

import io.quorate.core.paxos.Message;
import io.quorate.core.register.RegisterMessage;

/// What one replica can ask of another, and where.
enum Route {
  HELLO("hello"),
  PREVOTE("prevote"),
  PREPARE("prepare"),
  ACCEPT("accept"),
  LEARN("learn"),
  READ_INDEX("read-index"),
  TAKE_OVER("take-over"),
  FORWARD("forward"),
  FETCH("learn"),
  STATUS("status"),
  VOTES("votes"),
  QUORUM_READ("read"),
  QUORUM_WRITE("write"),
  QUORUM_REPAIR("repair");

  private final String name;

  Route(String name) {
    this.name = name;
  }

  /// The path of the resource.
  String path() {
    return switch (this) {
      case QUORUM_READ, QUORUM_WRITE, QUORUM_REPAIR -> "/quorum/" + name;
      case HELLO,
          PREVOTE,
          PREPARE,
          ACCEPT,
          LEARN,
          READ_INDEX,
          TAKE_OVER,
          FORWARD,
          FETCH,
          STATUS,
          VOTES ->
          "/paxos/" + name;
    };
  }

  /// The name in meters.
  String tag() {
    return switch (this) {
      case FETCH -> "fetch";
      case QUORUM_READ, QUORUM_WRITE, QUORUM_REPAIR -> "quorum-" + name;
      case HELLO, PREVOTE, PREPARE, ACCEPT, LEARN, READ_INDEX, TAKE_OVER, FORWARD, STATUS, VOTES ->
          name;
    };
  }

  static Route of(RegisterMessage.Request request) {
    return switch (request) {
      case RegisterMessage.Read _ -> QUORUM_READ;
      case RegisterMessage.Write _ -> QUORUM_WRITE;
      case RegisterMessage.Compare _,
          RegisterMessage.Enumerate _,
          RegisterMessage.Confirm _,
          RegisterMessage.Raise _,
          RegisterMessage.Forget _ ->
          QUORUM_REPAIR;
    };
  }

  static Route of(Message.Request request) {
    return switch (request) {
      case Message.Hello _ -> HELLO;
      case Message.PreVote _ -> PREVOTE;
      case Message.Prepare _ -> PREPARE;
      case Message.Accept _ -> ACCEPT;
      case Message.Learn _ -> LEARN;
      case Message.ReadIndex _ -> READ_INDEX;
      case Message.TakeOver _ -> TAKE_OVER;
    };
  }
}
