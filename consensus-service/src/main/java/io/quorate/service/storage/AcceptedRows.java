package io.quorate.service.storage;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/// Reads votes.
interface AcceptedRows extends Repository<AcceptedRow, Long> {

  /// How much room a decree takes.
  ///
  /// @param slot where it is
  /// @param bytes its length
  record Size(long slot, long bytes) {}

  List<AcceptedRow> findBySlotBetweenOrderBySlot(long first, long last);

  List<AcceptedRow> findBySlotGreaterThanOrderBySlot(long slot);

  @Query(
      """
      select new io.quorate.service.storage.AcceptedRows$Size(
          a.slot, cast(sql('octet_length(?)', a.decree) as Long))
      from AcceptedRow a where a.slot between :first and :last order by a.slot
      """)
  List<Size> sizes(long first, long last, Limit limit);
}
