package io.quorate.service.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quorate.core.register.Content;
import io.quorate.core.register.Register;
import io.quorate.core.register.RegisterPage;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// What one replica holds of the registers.
///
/// @param guarantee always `eventual`: no other replica was asked
/// @param count how many registers there are under the prefix
/// @param items some of them, in the order of their keys' bytes in UTF-8
/// @param cursor goes on after them, if there are more
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RegisterList(String guarantee, int count, List<Item> items, Optional<String> cursor) {

  /// One register.
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Item(String key, Optional<String> value, Optional<String> valueBase64, RegisterTag tag) {}

  static RegisterList of(RegisterPage page) {
    List<Item> items = page.items().stream().map(RegisterList::item).toList();
    Optional<String> cursor =
        page.hasMore() ? Optional.of(cursor(items.getLast().key())) : Optional.empty();
    return new RegisterList("eventual", page.count(), items, cursor);
  }

  private static String cursor(String key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
  }

  /// The key that a cursor goes on after; empty when it is no cursor.
  static Optional<String> keyOf(String cursor) {
    try {
      return Values.text(Base64.getUrlDecoder().decode(cursor));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static Item item(Register register) {
    byte[] bytes = ((Content.Value) register.copy().content()).bytes();
    Optional<String> text = Values.text(bytes);
    return new Item(
        register.key(),
        text,
        text.isPresent() ? Optional.empty() : Optional.of(Values.toBase64(bytes)),
        RegisterTag.of(register.copy().tag()));
  }
}
