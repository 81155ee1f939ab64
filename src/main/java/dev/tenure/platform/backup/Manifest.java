package dev.tenure.platform.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a backup consists of. It is written last, and its last line is the SHA-256 of the lines
 * before, so that a backup without a readable one is not whole.
 *
 * @param system PostgreSQL's identifier of the database, the same after a restore
 * @param ended everything committed before this instant is inside
 * @param postgres version of the server
 * @param wal what the copy needs to become whole, all of it inside
 * @param archive name of the archive that continues this backup, empty if there was none
 * @param compression of the files' contents
 * @param entries all directories before what is in them
 */
record Manifest(
    String system,
    Instant ended,
    String postgres,
    WalRange wal,
    String archive,
    Compression compression,
    List<Entry> entries) {

  static final String FILE = "manifest";

  private static final String FORMAT = "tenure-backup 1";
  private static final String SEAL = "sha256 ";

  /** Copies the list. */
  Manifest {
    entries = List.copyOf(entries);
  }

  /** Bytes of all contents, before compression. */
  long size() {
    return entries.stream().filter(entry -> !entry.isDirectory()).mapToLong(Entry::size).sum();
  }

  long files() {
    return entries.stream().filter(entry -> !entry.isDirectory()).count();
  }

  /** The whole text, sealed. */
  String text() {
    var text = new StringBuilder();
    Stream.of(
            FORMAT,
            "system " + system,
            "ended " + ended,
            "postgres " + postgres,
            "wal %d %d %d %d".formatted(wal.timeline(), wal.first(), wal.last(), wal.segmentSize()),
            "archive " + archive,
            "compression " + compression.word())
        .forEach(line -> text.append(line).append('\n'));
    entries.forEach(entry -> text.append(entry.line()).append('\n'));
    return text + SEAL + Checksum.of(text.toString()) + "\n";
  }

  /**
   * Reads the manifest of a backup.
   *
   * @throws BackupRefused if it is missing or was changed, or belongs to another release
   */
  static Manifest of(Path backup) {
    Path file = backup.resolve(FILE);
    try {
      return read(Files.readString(file));
    } catch (NoSuchFileException missing) {
      throw BackupRefused.failed(
          backup + " is not a whole backup: it has no manifest. Choose another.", missing);
    } catch (IOException | IllegalArgumentException | DateTimeException damaged) {
      throw BackupRefused.failed(
          file + " is damaged (" + damaged.getMessage() + "). Choose another backup.", damaged);
    }
  }

  static Manifest read(String text) {
    int seal = text.lastIndexOf(SEAL);
    if (!text.startsWith(FORMAT + "\n")) {
      throw new IllegalArgumentException("it doesn't begin with '" + FORMAT + "'");
    }
    if (seal < 0
        || !text.substring(seal).strip().equals(SEAL + Checksum.of(text.substring(0, seal)))) {
      throw new IllegalArgumentException("its checksum doesn't match");
    }
    Map<String, String> facts = new LinkedHashMap<>();
    List<Entry> entries = new ArrayList<>();
    for (String line : text.substring(0, seal).lines().skip(1).toList()) {
      int space = line.indexOf(' ');
      String word = space < 0 ? line : line.substring(0, space);
      if (word.equals("dir") || word.equals("file")) {
        entries.add(Entry.read(line));
      } else {
        facts.put(word, line.substring(space + 1));
      }
    }
    return new Manifest(
        fact(facts, "system"),
        Instant.parse(fact(facts, "ended")),
        fact(facts, "postgres"),
        wal(fact(facts, "wal").split(" ")),
        fact(facts, "archive"),
        Compression.named(fact(facts, "compression")),
        entries);
  }

  private static WalRange wal(String[] numbers) {
    return new WalRange(
        Integer.parseInt(numbers[0]),
        Long.parseLong(numbers[1]),
        Long.parseLong(numbers[2]),
        Long.parseLong(numbers[3]));
  }

  private static String fact(Map<String, String> facts, String word) {
    String value = facts.get(word);
    if (value == null) {
      throw new IllegalArgumentException("it lacks the line '" + word + "'");
    }
    return value;
  }

  byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }
}
