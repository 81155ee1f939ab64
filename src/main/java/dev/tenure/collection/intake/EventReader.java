package dev.tenure.collection.intake;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Splits a body into events: a JSON array when it begins like one, lines of JSON otherwise,
 * whatever content type is declared.
 */
final class EventReader {

  static final int MOST_EVENTS = 5_000;
  static final int LONGEST_EVENT = 64 * 1024;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private EventReader() {}

  /** The body as a whole can't be taken. */
  static final class Unacceptable extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    Unacceptable(int status, String sentence) {
      super(sentence, null, false, false);
      this.status = status;
    }

    int status() {
      return status;
    }

    String sentence() {
      return String.valueOf(getMessage());
    }
  }

  static List<Piece> read(byte[] body) throws Unacceptable {
    int start = begin(body);
    return start < body.length && body[start] == '[' ? array(body, start) : lines(body, start);
  }

  /** Behind a byte order mark and white space. */
  private static int begin(byte[] body) {
    int at =
        body.length >= 3
                && body[0] == (byte) 0xEF
                && body[1] == (byte) 0xBB
                && body[2] == (byte) 0xBF
            ? 3
            : 0;
    int first = at;
    while (first < body.length && body[first] <= ' ' && body[first] >= 0) {
      first++;
    }
    // Lines are counted from the top, so white space before them stays.
    return first < body.length && body[first] == '[' ? first : at;
  }

  private static List<Piece> array(byte[] body, int start) throws Unacceptable {
    List<Piece> pieces = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(body, start, body.length - start)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        long from = parser.currentTokenLocation().getByteOffset();
        JsonNode node = parser.readValueAsTree();
        long length = parser.currentLocation().getByteOffset() - from;
        add(pieces, pieces.size() + 1, length, () -> SentEvent.read(node));
      }
      if (parser.nextToken() != null) {
        throw new Unacceptable(400, "Something follows the array's end; send one JSON array.");
      }
      return pieces;
    } catch (JacksonException broken) {
      throw new Unacceptable(
          400,
          "The array is no valid JSON near event %d: %s. Nothing of it was taken."
              .formatted(pieces.size() + 1, broken.getOriginalMessage()));
    }
  }

  private static List<Piece> lines(byte[] body, int start) throws Unacceptable {
    List<Piece> pieces = new ArrayList<>();
    int line = 0;
    for (int from = start; from < body.length; ) {
      int end = from;
      while (end < body.length && body[end] != '\n') {
        end++;
      }
      line++;
      if (!isBlank(body, from, end)) {
        int begin = from;
        int length = end - from;
        add(pieces, line, length, () -> SentEvent.read(node(body, begin, length)));
      }
      from = end + 1;
    }
    return pieces;
  }

  private static boolean isBlank(byte[] body, int from, int end) {
    for (int i = from; i < end; i++) {
      if (body[i] < 0 || body[i] > ' ') {
        return false;
      }
    }
    return true;
  }

  private static JsonNode node(byte[] body, int from, int length) throws Malformed {
    try {
      return JSON.readTree(body, from, length);
    } catch (JacksonException broken) {
      throw new Malformed("The line is no JSON: " + broken.getOriginalMessage() + ".");
    }
  }

  private interface Reading {
    SentEvent read() throws Malformed;
  }

  private static void add(List<Piece> pieces, int position, long length, Reading reading)
      throws Unacceptable {
    if (pieces.size() == MOST_EVENTS) {
      throw new Unacceptable(
          413, "A request takes %d events at most; split it.".formatted(MOST_EVENTS));
    }
    if (length > LONGEST_EVENT) {
      pieces.add(
          new Piece.Unreadable(
              position,
              "The event has %d bytes; at most %d are taken.".formatted(length, LONGEST_EVENT)));
      return;
    }
    try {
      pieces.add(new Piece.Read(position, reading.read()));
    } catch (Malformed malformed) {
      pieces.add(new Piece.Unreadable(position, malformed.sentence()));
    }
  }
}
