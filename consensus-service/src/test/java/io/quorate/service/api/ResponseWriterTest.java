package io.quorate.service.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.core.keyspace.Entry;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What is written in pieces comes whole, or nobody can take it for whole.
class ResponseWriterTest {
  private final JsonMapper json = new JsonMapper();
  private final ResponseWriter writer = new ResponseWriter(json);
  private final MockHttpServletResponse response = new MockHttpServletResponse();
  private final List<Entry> entries =
      IntStream.range(0, 1_000)
          .mapToObj(number -> new Entry("k" + number, new byte[100], 1, 1, 1))
          .toList();

  @Test
  void aPageComesWhole() throws IOException {
    var page = new KeyPage(7, 1_000, KeyValue.listOf(entries, KeyValue::of), null);
    writer.stream(response, 200, page);
    assertThat(response.getContentType()).isEqualTo("application/json");
    assertThat(json.readTree(response.getContentAsByteArray()).path("items").size())
        .isEqualTo(1_000);
  }

  @Test
  void whatEndsInBetweenIsNoJson() {
    var page = new KeyPage(7, 1_000, KeyValue.listOf(entries, this::upToTheLast), null);
    assertThatThrownBy(() -> writer.stream(response, 200, page)).hasMessageContaining("too far");
    assertThatExceptionOfType(JacksonException.class)
        .isThrownBy(() -> json.readTree(response.getContentAsByteArray()));
  }

  private KeyValue upToTheLast(Entry entry) {
    if (entry.equals(entries.getLast())) {
      throw new IllegalStateException("too far");
    }
    return KeyValue.of(entry);
  }
}
