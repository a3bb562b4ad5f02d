package io.quorate.service.api;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.store.Condition;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/// Conditions on a key, as HTTP writes them (RFC 9110, section 13). An entity tag is a
/// `modRevision` in quotes.
final class Preconditions {
  private static final String IF_MATCH = "If-Match";
  private static final String IF_NONE_MATCH = "If-None-Match";

  private Preconditions() {}

  /// The entity tag of a key that this revision last stored.
  static String entityTag(long modRevision) {
    return "\"" + modRevision + "\"";
  }

  /// `If-Match: *`, `If-Match: "<modRevision>"` or `If-None-Match: *`.
  static Condition ofPut(HttpServletRequest request) {
    Optional<String> noneMatch = RequestHeaders.single(request, IF_NONE_MATCH);
    Optional<String> match = RequestHeaders.single(request, IF_MATCH);
    if (noneMatch.isEmpty()) {
      return match.map(Preconditions::matching).orElseGet(Condition.None::new);
    }
    if (match.isPresent()) {
      throw ProblemException.invalid(IF_NONE_MATCH, "does not go together with If-Match");
    }
    if (!noneMatch.get().equals("*")) {
      throw ProblemException.invalid(IF_NONE_MATCH, "must be * with a PUT");
    }
    return new Condition.Absent();
  }

  /// `If-Match: *` or `If-Match: "<modRevision>"`.
  static Condition ofDelete(HttpServletRequest request) {
    if (RequestHeaders.single(request, IF_NONE_MATCH).isPresent()) {
      throw ProblemException.invalid(IF_NONE_MATCH, "has no meaning with a DELETE");
    }
    Optional<String> match = RequestHeaders.single(request, IF_MATCH);
    return match.map(Preconditions::matching).orElseGet(Condition.None::new);
  }

  private static Condition matching(String header) {
    return header.equals("*")
        ? new Condition.Present()
        : new Condition.Unmodified(modRevision(header));
  }

  private static long modRevision(String tag) {
    if (tag.startsWith("W/")) {
      throw ProblemException.invalid(IF_MATCH, "is weak, and a weak entity tag never matches");
    }
    if (tag.indexOf(',') >= 0) {
      throw ProblemException.invalid(IF_MATCH, "must be one entity tag, not a list");
    }
    boolean quoted = tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"");
    if (!quoted) {
      throw ProblemException.invalid(IF_MATCH, "must be * or a modRevision in double quotes");
    }
    return Numbers.wholeNumber(IF_MATCH, tag.substring(1, tag.length() - 1), 0, Numbers.MAX);
  }

  /// A GET takes no `If-Match`; to ignore it would promise what is not kept.
  static void checkGet(HttpServletRequest request) {
    if (request.getHeader(IF_MATCH) != null) {
      throw ProblemException.invalid(IF_MATCH, "has no meaning with a GET");
    }
  }

  /// Neither header says anything about a range.
  static void checkRange(HttpServletRequest request) {
    for (String name : List.of(IF_MATCH, IF_NONE_MATCH)) {
      if (request.getHeader(name) != null) {
        throw ProblemException.invalid(name, "has no meaning with a range");
      }
    }
  }

  /// Whether the caller of a GET has this entry already: `If-None-Match` with `*` or, in a list
  /// too, weak or not, the entry's tag.
  static boolean isKnown(HttpServletRequest request, Entry entry) {
    Optional<String> header = RequestHeaders.single(request, IF_NONE_MATCH);
    if (header.isEmpty()) {
      return false;
    }
    String tag = entityTag(entry.modRevision());
    for (String one : header.get().split(",", -1)) {
      String candidate = one.strip();
      if (candidate.equals("*") || candidate.equals(tag) || candidate.equals("W/" + tag)) {
        return true;
      }
    }
    return false;
  }
}
