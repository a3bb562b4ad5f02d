package io.quorate.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quorate.core.keyspace.Entry;
import io.quorate.core.keyspace.Range;
import io.quorate.core.keyspace.Snapshot;
import io.quorate.core.keyspace.Snapshot.Direction;
import io.quorate.core.keyspace.Snapshot.Page;
import io.quorate.service.watch.Form;
import io.quorate.service.watch.Message;
import io.quorate.service.watch.Reader;
import io.quorate.service.watch.WatchHub;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// Writes what a watch sees to a response, each message at once.
final class WatchStream implements Reader {
  /// Of a snapshot, what is held at a time.
  private static final int PAGE_ITEMS = 256;

  private static final long PAGE_BYTES = 1 << 20;

  private final Form form;
  private final JsonMapper json;
  private final WatchHub hub;
  private final HttpServletResponse response;
  private final OutputStream out;

  WatchStream(Form form, JsonMapper json, WatchHub hub, HttpServletResponse response)
      throws IOException {
    this.form = form;
    this.json = json;
    this.hub = hub;
    this.response = response;
    this.out = response.getOutputStream();
  }

  @Override
  public void change(Message message) throws IOException {
    send(message.in(form, one -> written(WatchEvent.change(one))));
  }

  @Override
  public void progress(long revision) throws IOException {
    send(written(WatchEvent.progress(revision)));
  }

  @Override
  public void compacted(long compactRevision) throws IOException {
    send(written(WatchEvent.compacted(compactRevision)));
  }

  /// One message, whatever its size, written page by page: whoever loses the connection before its
  /// end has not got it at all.
  @Override
  public void snapshot(Snapshot now, List<Range> ranges) throws IOException {
    String head =
        switch (form) {
          case SSE -> "id: %1$d\nevent: snapshot\ndata: {\"revision\":%1$d,\"items\":[";
          case NDJSON -> "{\"event\":\"snapshot\",\"revision\":%d,\"items\":[";
        };
    out.write(head.formatted(now.revision()).getBytes(UTF_8));
    boolean first = true;
    for (Range range : ranges) {
      Optional<Range> rest = Optional.of(range);
      while (rest.isPresent()) {
        Page page = now.page(rest.get(), Direction.ASCENDING, PAGE_ITEMS, PAGE_BYTES);
        for (Entry entry : page.items()) {
          if (!first) {
            out.write(',');
          }
          first = false;
          out.write(json.writeValueAsBytes(KeyValue.of(entry)));
        }
        rest = page.rest();
      }
    }
    send(form == Form.SSE ? "]}\n\n".getBytes(UTF_8) : "]}\n".getBytes(UTF_8));
  }

  private byte[] written(WatchEvent event) {
    return switch (form) {
      case SSE -> {
        String id = event.revision() == null ? "" : "id: " + event.revision() + "\n";
        String data = json.writeValueAsString(event.unnamed());
        yield "%sevent: %s\ndata: %s\n\n".formatted(id, event.event(), data).getBytes(UTF_8);
      }
      case NDJSON -> (json.writeValueAsString(event) + "\n").getBytes(UTF_8);
    };
  }

  private void send(byte[] bytes) throws IOException {
    out.write(bytes);
    response.flushBuffer();
    hub.sent();
  }
}
