package dev.tenure.collection.queuelog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a queue_log line by line, in either of its forms: the file that Asterisk writes, {@code
 * 1795361365|1795361363.0|support|Agent/A1|CONNECT|2|1795361363.2|2}, or what was exported from the
 * table that it fills, with a line of names. It holds one line at a time; lines that are too long
 * are told and skipped.
 */
final class QueueLogReader {

  /** The longest line, in bytes. */
  static final int LONGEST_LINE = 16 * 1024;

  private final LogTime times;
  private final LogText texts;
  private final LineSink sink;
  private final byte[] line = new byte[LONGEST_LINE];
  private int length;
  private boolean tooLong;
  private long number;
  private @Nullable LogColumns columns;
  private boolean begun;

  /**
   * A reader at the beginning of a file.
   *
   * @param zone of times that name none; null where that isn't known
   * @param charset of the file; null for UTF-8, with Windows-1252 for other lines
   */
  QueueLogReader(@Nullable ZoneId zone, @Nullable Charset charset, LineSink sink) {
    this.times = new LogTime(zone);
    this.texts = new LogText(charset);
    this.sink = sink;
  }

  /** Reads to the end. */
  void read(InputStream whole) throws IOException {
    InputStream in = texts.lined(whole);
    byte[] buffer = new byte[64 * 1024];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      for (int i = 0; i < count; i++) {
        if (buffer[i] == '\n') {
          endLine();
        } else if (length < LONGEST_LINE) {
          line[length++] = buffer[i];
        } else {
          tooLong = true;
        }
      }
    }
    if (length > 0) {
      endLine();
    }
  }

  private void endLine() {
    number++;
    boolean readable = !tooLong;
    LogText.Decoded decoded = texts.decode(line, length);
    length = 0;
    tooLong = false;
    if (!readable) {
      malformed("The line has more than %d bytes.".formatted(LONGEST_LINE));
      return;
    }
    String text = decoded.text().strip();
    if (!begun) {
      text = text.startsWith("\uFEFF") ? text.substring(1).strip() : text;
    }
    if (text.isEmpty()) {
      return;
    }
    if (decoded.guessed()) {
      sink.remark(
          number,
          Remark.CHARSET,
          "The line isn't UTF-8; it was read as Windows-1252. Name the encoding if that is wrong.");
    }
    if (!begun) {
      begun = true;
      columns = LogColumns.named(text).orElse(null);
      if (columns != null) {
        return;
      }
    }
    LogColumns named = columns;
    if (named == null) {
      List<List<String>> parts = LogFields.apart(text);
      if (parts.size() > 1) {
        sink.remark(number, Remark.GLUED, "Several entries stand in one line; each was read.");
      }
      parts.forEach(this::fields);
    } else {
      Optional<List<String>> fields = named.fields(text);
      if (fields.isPresent()) {
        fields(fields.get());
      } else {
        malformed("The line has other columns than the first one names.");
      }
    }
  }

  private void fields(List<String> fields) {
    if (fields.size() < 5) {
      malformed("The line has %d fields; a queue_log's has at least 5.".formatted(fields.size()));
      return;
    }
    if (times.lacksZone(fields.getFirst())) {
      sink.unreadable(
          number, SkipReason.NO_ZONE, "Its time names no zone; say in which zone it was written.");
      return;
    }
    Optional<Instant> at = times.read(fields.getFirst());
    if (at.isEmpty()) {
      malformed("The line doesn't begin with a time.");
      return;
    }
    List<String> words = new ArrayList<>();
    fields.subList(1, fields.size()).forEach(field -> words.add(LogFields.word(field)));
    if (words.get(3).isEmpty()) {
      malformed("The line names no event.");
      return;
    }
    sink.line(
        new QueueLogLine(
            number,
            at.get(),
            words.get(0),
            words.get(1),
            words.get(2),
            words.get(3),
            words.subList(4, words.size())));
  }

  private void malformed(String sentence) {
    sink.unreadable(number, SkipReason.MALFORMED, sentence);
  }
}
