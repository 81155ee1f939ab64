package dev.tenure.audit.checkpoint;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What checkpoints say of chains: some fifty bytes for each mark, a few hundred for each chain. */
public final class Marks {

  private static final int HASH = 32;
  private static final int SIZE = Integer.BYTES + Long.BYTES + HASH;

  /** Which checkpoint, and when it was taken. */
  public record Stamp(UUID series, long number, Instant at) {
    @Override
    public String toString() {
      return "checkpoint %d of %s".formatted(number, at);
    }
  }

  private static final class Packed {
    private byte[] bytes = new byte[SIZE];
    private int used;

    void add(int checkpoint, Head head) {
      if (used + SIZE > bytes.length) {
        bytes = Arrays.copyOf(bytes, bytes.length + Math.max(SIZE, bytes.length / 2 / SIZE * SIZE));
      }
      ByteBuffer.wrap(bytes, used, SIZE)
          .putInt(checkpoint)
          .putLong(head.seq())
          .put(Arrays.copyOf(head.hash(), HASH));
      used += SIZE;
    }

    List<Mark> marks() {
      List<Mark> marks = new ArrayList<>(used / SIZE);
      ByteBuffer in = ByteBuffer.wrap(bytes, 0, used);
      while (in.hasRemaining()) {
        int checkpoint = in.getInt();
        long seq = in.getLong();
        byte[] hash = new byte[HASH];
        in.get(hash);
        marks.add(new Mark(checkpoint, seq, hash));
      }
      return marks;
    }
  }

  private final Map<UUID, Packed> chains = new HashMap<>();
  private final List<Stamp> stamps = new ArrayList<>();

  /** The last number of each series' first look at all chains. */
  private final Map<UUID, Long> first = new HashMap<>();

  void add(Checkpoint checkpoint, List<Head> heads) {
    stamps.add(new Stamp(checkpoint.series(), checkpoint.number(), checkpoint.at()));
    heads.forEach(head ->
        chains.computeIfAbsent(head.chain(), c -> new Packed()).add(stamps.size() - 1, head));
    if (checkpoint.complete()) {
      first.putIfAbsent(checkpoint.series(), checkpoint.number());
    }
  }

  public Stamp stamp(Mark mark) {
    return stamps.get(mark.checkpoint());
  }

  /** How many checkpoints there are. */
  public int checkpoints() {
    return stamps.size();
  }

  /** The one that was taken last; empty if there is none. */
  public Optional<Stamp> newest() {
    return stamps.stream().max(Comparator.comparing(Stamp::at));
  }

  /** Whether any look at all chains came to its end. */
  public boolean begun() {
    return !first.isEmpty();
  }

  /** What is said of the chain, by entries' numbers. */
  public List<Mark> of(UUID chain) {
    Packed packed = chains.get(chain);
    return packed == null
        ? List.of()
        : packed.marks().stream().sorted(Comparator.comparingLong(Mark::seq)).toList();
  }

  /**
   * The number of the last entry that may have no seal: the chain's head when keys came. All
   * entries of chains that began later are sealed.
   */
  public long unsealedUntil(UUID chain) {
    if (first.isEmpty()) {
      return Long.MAX_VALUE;
    }
    Map<UUID, Long> then = new HashMap<>();
    for (Mark mark : of(chain)) {
      Stamp stamp = stamp(mark);
      Long last = first.get(stamp.series());
      if (last != null && stamp.number() <= last) {
        then.put(stamp.series(), mark.seq());
      }
    }
    return then.size() < first.size()
        ? 0
        : then.values().stream().mapToLong(Long::longValue).min().orElse(0);
  }

  /** All chains that some checkpoint names. */
  public Set<UUID> chains() {
    return new HashSet<>(chains.keySet());
  }
}
