package dev.tenure.audit.checkpoint;

import dev.tenure.audit.keys.VerifyingKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a directory of checkpoints and looks whether each follows from the one before it. A line
 * repeats the hash of the one before, so that a signature vouches for all lines above it: only the
 * last one's is looked at, and where the key changes.
 */
public final class Reading {

  /** The end of a series. */
  public record Last(UUID series, long number, byte[] hash, String key, Instant at) {}

  private final Map<String, VerifyingKey> trusted = new HashMap<>();
  private final Map<UUID, SignedLine> ends = new LinkedHashMap<>();
  private final List<Held> held;
  private final @Nullable UUID only;
  private final Marks marks = new Marks();
  private final List<String> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private Reading(Collection<VerifyingKey> known, Collection<Held> held, @Nullable UUID only) {
    known.forEach(key -> trusted.put(key.id(), key));
    this.held = new ArrayList<>(held);
    this.only = only;
  }

  /**
   * All there is in the directory, nothing if it isn't there.
   *
   * @param known whose signatures count, with those that they vouch for
   * @param held checkpoints that must be there
   * @param only the chain that is of interest, null for all
   */
  public static Reading of(
      Path directory, Collection<VerifyingKey> known, Collection<Held> held, @Nullable UUID only) {
    Reading reading = new Reading(known, held, only);
    try {
      for (Path file : files(directory)) {
        reading.read(file);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(directory + " can't be read", unreadable);
    }
    reading.ends.values().forEach(reading::signed);
    reading.held.forEach(missing -> reading.missing(directory, missing));
    return reading;
  }

  private void missing(Path directory, Held missing) {
    if (missing.anywhere() && !ends.isEmpty() && !ends.containsKey(missing.series())) {
      notes.add("series %s of another node isn't in %s".formatted(missing.series(), directory));
    } else {
      problems.add(
          "checkpoint %d of series %s is missing in %s: %s"
              .formatted(missing.number(), missing.series(), directory, missing.by()));
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  private void read(Path file) throws IOException {
    long lines = 0;
    boolean whole = endsWithLine(file);
    try (BufferedReader in = Files.newBufferedReader(file)) {
      String line = in.readLine();
      while (line != null) {
        String next = in.readLine();
        lines++;
        if (next != null || whole) {
          take(file, lines, line);
        }
        // Else it is being written, or a crash cut it off.
        line = next;
      }
    }
  }

  static boolean endsWithLine(Path file) throws IOException {
    try (var in = java.nio.channels.FileChannel.open(file)) {
      if (in.size() == 0) {
        return true;
      }
      var last = java.nio.ByteBuffer.allocate(1);
      in.read(last, in.size() - 1);
      return last.get(0) == '\n';
    }
  }

  private void take(Path file, long number, String text) {
    Optional<SignedLine> parsed = SignedLine.parse(text);
    if (parsed.isEmpty()) {
      problems.add("line %d of %s is no checkpoint: it was changed".formatted(number, file));
      return;
    }
    SignedLine line = parsed.get();
    Checkpoint checkpoint = line.checkpoint();
    SignedLine before = ends.put(checkpoint.series(), line);
    if (before == null ? checkpoint.number() != 1 : !follows(before, checkpoint)) {
      problems.add(
          "checkpoint %d (line %d of %s) doesn't follow the one before it: one is missing or was changed"
              .formatted(checkpoint.number(), number, file));
    }
    if (before != null && !before.key().equals(line.key())) {
      signed(before);
    }
    held.removeIf(one -> found(one, line));
    marks.add(
        checkpoint,
        only == null
            ? checkpoint.heads()
            : checkpoint.heads().stream().filter(head -> head.chain().equals(only)).toList());
  }

  private static boolean follows(SignedLine before, Checkpoint next) {
    return next.number() == before.checkpoint().number() + 1
        && Arrays.equals(before.hash(), next.previous());
  }

  private static boolean found(Held held, SignedLine line) {
    return held.series().equals(line.checkpoint().series())
        && held.number() == line.checkpoint().number()
        && Arrays.equals(held.hash(), line.hash());
  }

  private void signed(SignedLine line) {
    Checkpoint checkpoint = line.checkpoint();
    VerifyingKey key = trusted.get(line.key());
    if (key == null) {
      problems.add(
          "checkpoint %d of %s is signed with key %s, which isn't among the trail's keys"
              .formatted(checkpoint.number(), checkpoint.at(), line.key()));
    } else if (!key.signed(line.signed(), line.signature())) {
      problems.add(
          "checkpoint %d of %s was changed: its signature doesn't fit"
              .formatted(checkpoint.number(), checkpoint.at()));
    } else if (checkpoint.successor() != null) {
      trusted.putIfAbsent(checkpoint.successor().id(), checkpoint.successor());
    }
  }

  /** What they say of chains. */
  public Marks marks() {
    return marks;
  }

  /** A sentence for each thing that isn't as it was written. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** What isn't looked at, in sentences. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** Where each series ends. */
  public List<Last> ends() {
    return ends.values().stream()
        .map(line ->
            new Last(
                line.checkpoint().series(),
                line.checkpoint().number(),
                line.hash(),
                line.key(),
                line.checkpoint().at()))
        .toList();
  }
}
