package io.quorate.service.peer;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// The routes of `/quorum` and how the OpenAPI document describes them.
@RequestMapping("/quorum")
@Tag(
    name = "Quorum",
    description =
        """
        What replicas say to each other about registers, under the same conditions as their other \
        messages, and in both forms. Several registers fit into one message; the answer has a place for each.\
        """)
interface RegisterMessagesApi {

  /// What this replica holds of registers.
  @PostMapping("/read")
  @PeerMessage(
      id = "readRegisters",
      summary = "Phase 1: what does this replica hold?",
      description = "Changes nothing. 503 while this replica's store does not vote.",
      example = "{\"queries\": [{\"key\": \"k\"}]}")
  void read(HttpServletRequest in, HttpServletResponse out) throws IOException;

  /// Copies for this replica to hold.
  @PostMapping("/write")
  @PeerMessage(
      id = "writeRegisters",
      summary = "Phase 2: hold these copies, unless you hold newer ones",
      description = "Answered once they are durable.",
      example =
          "{\"updates\": [{\"key\": \"k\", \"floor\": 0, \"copy\":"
              + " {\"tag\": {\"counter\": 1, \"writer\": \"a.5f3c.17\"},"
              + " \"content\": {\"type\": \"value\", \"bytes\": \"dmFsdWU=\"}}}]}")
  void write(HttpServletRequest in, HttpServletResponse out) throws IOException;

  /// Comparing, and collecting tombstones.
  @PostMapping("/repair")
  @PeerMessage(
      id = "repairRegisters",
      summary = "Compare what two replicas hold, and collect tombstones",
      description =
          "By its `type`: `compare` sums of the hash tree, `enumerate` leaves of it, `confirm` that tombstones are held, `raise` the floor of new tags, `forget` tombstones.",
      example = "{\"type\": \"compare\", \"nodes\": [1]}")
  void repair(HttpServletRequest in, HttpServletResponse out) throws IOException;
}
