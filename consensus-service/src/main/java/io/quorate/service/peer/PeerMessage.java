package io.quorate.service.peer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says what a message between replicas is, for the OpenAPI document; [MessageDescription] reads
/// it.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface PeerMessage {
  /// The name of the operation.
  String id();

  /// What it is, in a few words.
  String summary();

  /// What else there is to know.
  String description() default "";

  /// What replica a might say, in JSON.
  String example();
}
