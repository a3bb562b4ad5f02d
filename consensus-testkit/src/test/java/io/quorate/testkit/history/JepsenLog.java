package io.quorate.testkit.history;

import io.quorate.testkit.history.RegisterModel.Answer;
import io.quorate.testkit.history.RegisterModel.Call;
import io.quorate.testkit.history.RegisterModel.Cas;
import io.quorate.testkit.history.RegisterModel.Read;
import io.quorate.testkit.history.RegisterModel.Swapped;
import io.quorate.testkit.history.RegisterModel.Value;
import io.quorate.testkit.history.RegisterModel.Write;
import io.quorate.testkit.history.RegisterModel.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what Jepsen logged of an etcd register.
final class JepsenLog {

  private static final Pattern LINE =
      Pattern.compile("INFO\\s+jepsen\\.util - (\\d+)\\s+:(\\w+)\\s+:(\\w+)\\s+(.+)");
  private static final Pattern PAIR = Pattern.compile("\\[(\\d+) (\\d+)]");

  private final HistoryRecorder<Call<Integer>, Answer<Integer>> recorder = new HistoryRecorder<>();
  private final Map<String, HistoryRecorder<Call<Integer>, Answer<Integer>>.Call> open =
      new HashMap<>();

  static History<Call<Integer>, Answer<Integer>> parse(Path file) throws IOException {
    JepsenLog log = new JepsenLog();
    Files.readAllLines(file).forEach(log::line);
    return log.recorder.history();
  }

  private void line(String text) {
    Matcher line = LINE.matcher(text);
    if (!line.matches()) {
      throw new IllegalArgumentException("not a line of a Jepsen log: " + text);
    }
    String process = line.group(1);
    String what = line.group(3);
    String value = line.group(4).strip();
    if (line.group(2).equals("invoke")) {
      open.put(process, recorder.invoke(process, call(what, value)));
      return;
    }
    var call = open.remove(process);
    if (call == null) {
      throw new IllegalArgumentException("completes what was never invoked: " + text);
    }
    switch (line.group(2)) {
      case "ok" -> call.ok(answer(what, value));
      case "fail" -> fail(call, what);
      case "info" -> call.unknown();
      default -> throw new IllegalArgumentException("unknown event: " + text);
    }
  }

  /// A cas that failed did see the register: it held another value. Others just did not happen.
  private static void fail(HistoryRecorder<Call<Integer>, Answer<Integer>>.Call call, String what) {
    if (what.equals("cas")) {
      call.ok(new Swapped<>(false));
    } else {
      call.failed();
    }
  }

  private static Call<Integer> call(String what, String value) {
    return switch (what) {
      case "read" -> new Read<>();
      case "write" -> new Write<>(Integer.valueOf(value));
      case "cas" -> cas(value);
      default -> throw new IllegalArgumentException("unknown operation: " + what);
    };
  }

  private static Call<Integer> cas(String value) {
    Matcher pair = PAIR.matcher(value);
    if (!pair.matches()) {
      throw new IllegalArgumentException("not a pair: " + value);
    }
    return new Cas<>(Integer.valueOf(pair.group(1)), Integer.valueOf(pair.group(2)));
  }

  private static Answer<Integer> answer(String what, String value) {
    return switch (what) {
      case "read" ->
          new Value<>(value.equals("nil") ? Optional.empty() : Optional.of(Integer.valueOf(value)));
      case "write" -> new Written<>();
      case "cas" -> new Swapped<>(true);
      default -> throw new IllegalArgumentException("unknown operation: " + what);
    };
  }
}
