package io.quorate.service.storage;

import java.util.List;
import org.springframework.data.repository.Repository;

/// Reads the peers met.
interface MetRows extends Repository<MetRow, String> {
  List<MetRow> findAll();
}
