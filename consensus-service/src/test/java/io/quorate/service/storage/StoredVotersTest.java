package io.quorate.service.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredVotersTest {
  @TempDir Path directory;

  @Test
  void areThoseOfTheFirstBoot() {
    Path store = directory.resolve("a");
    assertThat(StoredVoters.in(store)).isEmpty();
    assertThat(store).doesNotExist();
    Map<String, String> settings = Map.of("quorate.data-dir", store.toString());
    try (OpenStore open = OpenStore.with(settings)) {
      assertThatThrownBy(() -> StoredVoters.in(store))
          .isInstanceOf(UnusableStore.class)
          .hasMessageContaining("another process has the store");
      assertThat(open.store().membership().members()).hasSize(3);
    }
    assertThat(StoredVoters.in(store))
        .hasValueSatisfying(voters ->
            assertThat(voters)
                .hasToString("a=http://127.0.0.1:1,b=http://127.0.0.1:2,c=http://127.0.0.1:3"));

    try (OpenStore again = OpenStore.with(settings)) {
      again.sql().sql("drop table membership").update();
    }
    assertThat(StoredVoters.in(store)).as("a store from before it kept them").isEmpty();
  }
}
