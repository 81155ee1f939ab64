package dev.tenure.audit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Walks entries by chain and number, then the chains' heads; remembers the ends of chains only. */
final class ChainCheck {

  private static final byte[] NOTHING = {};

  private record End(long seq, byte[] hash) {}

  private final Map<UUID, End> ends = new HashMap<>();
  private @Nullable UUID chain;
  private long seq;
  private byte[] hash = NOTHING;
  private long checked;
  private @Nullable String violation;

  void entry(AuditReadStore.Linked linked) {
    AuditLine line = linked.line();
    UUID its = line.entry().chain();
    if (!its.equals(chain)) {
      end();
      chain = its;
      seq = 0;
      hash = NOTHING;
    }
    checked++;
    seq++;
    if (line.seq() != seq) {
      violated("entry " + seq + " of chain " + chain + " is missing: " + line.seq() + " follows");
      seq = line.seq();
    } else if (!Arrays.equals(
        linked.hash(), AuditHash.of(hash, line.seq(), line.at(), line.entry(), linked.seal()))) {
      violated(
          "entry %d of chain %s (%s, %s) does not fit: it was changed, or the one before it was"
              .formatted(line.seq(), chain, line.entry().action(), line.at()));
    }
    hash = linked.hash();
  }

  /** No more entries of the chain. */
  void end() {
    if (chain != null) {
      ends.put(chain, new End(seq, hash));
    }
  }

  void head(AuditReadStore.Head head) {
    End end = ends.remove(head.chain());
    if (end == null) {
      violated("chain " + head.chain() + " should have " + head.seq() + " entries and has none");
    } else if (end.seq() != head.seq()) {
      violated(
          "chain %s should end with entry %d and ends with %d"
              .formatted(head.chain(), head.seq(), end.seq()));
    } else if (!Arrays.equals(end.hash(), head.hash())) {
      violated(
          "entry %d of chain %s is not the one its head remembers"
              .formatted(end.seq(), head.chain()));
    }
  }

  void allHeadsSeen() {
    if (!ends.isEmpty()) {
      violated("chain " + ends.keySet().iterator().next() + " has entries and no head");
    }
  }

  AuditVerification.Result result() {
    return new AuditVerification.Result(checked, Optional.ofNullable(violation), 0, List.of());
  }

  /** Only the first is told: what follows it may be its consequence. */
  private void violated(String what) {
    if (violation == null) {
      violation = what;
    }
  }
}
