package io.quorate.service.peer;

import io.quorate.core.paxos.Message;

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
  VOTES("votes");

  private final String name;

  Route(String name) {
    this.name = name;
  }

  /// The path of the resource.
  String path() {
    return "/paxos/" + name;
  }

  /// The name in meters.
  String tag() {
    return this == FETCH ? "fetch" : name;
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
