package io.quorate.service.storage;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/// Reads the promise.
interface PromiseRows extends Repository<PromiseRow, Integer> {
  Optional<PromiseRow> findById(int id);
}
