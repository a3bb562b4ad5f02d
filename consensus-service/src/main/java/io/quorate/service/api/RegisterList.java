package io.quorate.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quorate.core.register.Content;
import io.quorate.core.register.Register;
import java.util.List;
import java.util.Optional;

/// What one replica holds of the registers.
///
/// @param guarantee always `eventual`: no other replica was asked
/// @param count how many registers there are under the prefix
/// @param items the first of them
record RegisterList(String guarantee, int count, List<Item> items) {

  /// One register.
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Item(String key, Optional<String> value, Optional<String> valueBase64, RegisterTag tag) {}

  static RegisterList of(List<Register> held, int limit) {
    List<Register> alive =
        held.stream().filter(one -> one.copy().content() instanceof Content.Value).toList();
    List<Item> items = alive.stream().limit(limit).map(RegisterList::item).toList();
    return new RegisterList("eventual", alive.size(), items);
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
