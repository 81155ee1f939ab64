package dev.tenure.audit;

import dev.tenure.audit.checkpoint.Mark;
import dev.tenure.audit.checkpoint.Marks;
import dev.tenure.audit.keys.TrailKey;
import dev.tenure.audit.keys.TrailKeys;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Walks entries by chain and number, and compares each with its seal and with what checkpoints say
 * of it. Whether they fit each other is {@link ChainCheck}'s matter.
 */
final class KeyedCheck {

  private final TrailKeys keys;
  private final Marks marks;
  private final Set<UUID> unseen;

  /** Which numbers of each process's run were there; a bit for each entry. */
  private final Map<Long, BitSet> numbers = new HashMap<>();

  private final Map<String, Long> unchecked = new TreeMap<>();
  private @Nullable UUID chain;
  private List<Mark> said = List.of();
  private int next;
  private long unsealedUntil;
  private long seq;
  private @Nullable String pending;
  private @Nullable Mark differs;
  private long checked;
  private long sealed;
  private long unsealed;
  private @Nullable Instant unsealedSince;
  private long uncovered;
  private @Nullable Instant uncoveredSince;
  private @Nullable String violation;

  KeyedCheck(TrailKeys keys, Marks marks) {
    this.keys = keys;
    this.marks = marks;
    this.unseen = marks.chains();
  }

  void entry(AuditReadStore.Linked linked) {
    AuditLine line = linked.line();
    if (!line.entry().chain().equals(chain)) {
      end();
      begin(line.entry().chain());
    }
    checked++;
    seq = line.seq();
    seal(linked);
    compare(linked);
    if (said.isEmpty() || said.getLast().seq() < seq) {
      uncovered++;
      uncoveredSince = earlier(uncoveredSince, line.at());
    }
  }

  private void begin(UUID its) {
    chain = its;
    said = marks.of(its);
    next = 0;
    unsealedUntil = marks.unsealedUntil(its);
    unseen.remove(its);
  }

  private void seal(AuditReadStore.Linked linked) {
    AuditLine line = linked.line();
    Seal seal = linked.seal();
    if (seal == null) {
      unsealed++;
      unsealedSince = later(unsealedSince, line.at());
      if (seq > unsealedUntil) {
        found(line, "has no keyed seal, and was written after there were keys");
      }
      return;
    }
    sealed++;
    Optional<TrailKey> key = keys.named(seal.key());
    if (key.isEmpty()) {
      if (keys.knows(seal.key())) {
        unchecked.merge(seal.key(), 1L, Long::sum);
      } else {
        found(
            line,
            "names the key “%s”, which isn't among the trail's keys: it was changed, or that key is lost"
                .formatted(seal.key()));
      }
      return;
    }
    byte[] mac = Sealer.mac(key.get(), line.entry(), seal.nonce(), AuditHash.rest(line.entry()));
    if (!MessageDigest.isEqual(mac, seal.mac())) {
      found(line, "isn't what was written: its keyed seal doesn't fit, though its hash may");
    } else if (!isNew(seal.nonce())) {
      found(line, "is there a second time");
    }
  }

  private boolean isNew(UUID nonce) {
    BitSet there = numbers.computeIfAbsent(nonce.getMostSignificantBits(), run -> new BitSet());
    int number = Math.toIntExact(nonce.getLeastSignificantBits());
    if (there.get(number)) {
      return false;
    }
    there.set(number);
    return true;
  }

  private void compare(AuditReadStore.Linked linked) {
    for (; next < said.size() && said.get(next).seq() <= seq; next++) {
      Mark mark = said.get(next);
      if (mark.seq() < seq) {
        found(linked.line(), "follows a missing one");
        differs(mark);
      } else if (!MessageDigest.isEqual(mark.hash(), linked.hash())) {
        found(linked.line(), "or one before it was changed, and its chain hashed again");
        differs(mark);
      }
    }
  }

  private void differs(Mark mark) {
    if (differs == null || differs.checkpoint() < mark.checkpoint()) {
      differs = mark;
    }
  }

  private void found(AuditLine line, String what) {
    if (pending == null) {
      pending =
          "entry %d of chain %s (%s, %s) %s"
              .formatted(line.seq(), chain, line.entry().action(), line.at(), what);
    }
  }

  /** No more entries of the chain. */
  void end() {
    if (chain == null) {
      return;
    }
    for (Mark mark : said.subList(next, said.size())) {
      if (pending == null) {
        pending = "chain %s was cut off: it ends with entry %d".formatted(chain, seq);
      }
      differs(mark);
    }
    if (pending != null) {
      violated(pending + (differs == null ? "" : "; " + stillRight(differs)));
    }
    pending = null;
    differs = null;
    chain = null;
  }

  private String stillRight(Mark mark) {
    return "%s saw %d entries there, with another end".formatted(marks.stamp(mark), mark.seq());
  }

  /** No more chains. */
  void allSeen() {
    end();
    for (UUID gone : new HashSet<>(unseen)) {
      Mark mark = marks.of(gone).getLast();
      violated(
          "chain %s is gone; %s saw %d entries there"
              .formatted(gone, marks.stamp(mark), mark.seq()));
    }
  }

  private void violated(String what) {
    if (violation == null) {
      violation = what;
    }
  }

  private static Instant earlier(@Nullable Instant one, Instant other) {
    return one == null || other.isBefore(one) ? other : one;
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one == null || other.isAfter(one) ? other : one;
  }

  long checked() {
    return checked;
  }

  /** How many have a seal. */
  long sealed() {
    return sealed;
  }

  Optional<String> violation() {
    return Optional.ofNullable(violation);
  }

  /** What is weaker than it could be, in sentences. */
  List<String> notes() {
    List<String> notes = new java.util.ArrayList<>();
    if (unsealed > 0) {
      notes.add(
          "%d entries are kept by hash only, without a key; the last of them is of %s"
              .formatted(unsealed, unsealedSince));
    }
    unchecked.forEach((key, count) ->
        notes.add(
            "%d entries sealed with key %s are not checked: only its public half is here"
                .formatted(count, key)));
    if (marks.begun() && uncovered > 0) {
      notes.add(
          "%d entries are in no checkpoint yet, the first of %s; %s"
              .formatted(
                  uncovered,
                  uncoveredSince,
                  marks.newest().map(newest -> "the newest is " + newest).orElse("")));
    }
    return notes;
  }
}
