package dev.tenure.collection.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenure.collection.model.Happening;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EventReaderTest {

  private static final String GOOD =
      """
      {"id":"1","type":"CallEnded","occurredAt":"2026-11-22T10:15:02.1234567+01:00","callRef":"c"}\
      """;

  private static List<Piece> read(String body) throws EventReader.Unacceptable {
    return EventReader.read(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String refusal(String body) throws EventReader.Unacceptable {
    assertThat(read(body)).hasSize(1);
    return read(body).getFirst() instanceof Piece.Unreadable(int position, String sentence)
        ? sentence
        : "";
  }

  @Test
  @DisplayName("an array and lines read alike; blank lines, CR and a byte order mark don't matter")
  void arrayAndLines() throws EventReader.Unacceptable {
    assertThat(read("[" + GOOD + "," + GOOD + "]")).isEqualTo(read(GOOD + "\n" + GOOD + "\n"));
    assertThat(read("\uFEFF \n" + GOOD + "\r\n\n" + GOOD))
        .extracting(Piece::position)
        .containsExactly(2, 4);
    assertThat(read("")).isEmpty();
    assertThat(read(" []")).isEmpty();
  }

  @Test
  @DisplayName("instants are read with their offset and cut to microseconds")
  void instants() throws EventReader.Unacceptable {
    assertThat(read(GOOD).getFirst())
        .isInstanceOfSatisfying(
            Piece.Read.class,
            piece ->
                assertThat(piece.sent().event().at())
                    .isEqualTo(Instant.parse("2026-11-22T09:15:02.123456Z")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"CallEnded","occurredAt":"2026-11-22T10:15:02Z","callRef":"c"} | "id" is missing
          {"id":"1","occurredAt":"2026-11-22T10:15:02Z","callRef":"c"} | "type" is missing
          {"id":"1","type":"CallEnded","occurredAt":"2026-11-22T10:15:02Z"} | "callRef" is missing
          {"id":"1","type":"CallEnded","occurredAt":"2026-11-22 10:15","callRef":"c"} | an instant
          {"id":"1","type":"CallEnded","occurredAt":"1026-11-22T10:15:02Z","callRef":"c"} | an instant
          {"id":"1","type":"X","occurredAt":"2026-11-22T10:15:02Z"} | known are LegStarted
          {"id":"1","type":"CallEnded","occurredAt":"2026-11-22T10:15:02Z","callRef":["c"]} | must be a text
          {"id":"1","type":"CallEnded","occurredAt":"2026-11-22T10:15:02Z","callRef":"a\\u0000"} | control
          {"id":"1","type":"CallEnded","occurredAt":"2026-11-22T10:15:02Z","callRef":"\\ud800"} | half a character
          {"id":"1","type":"CallEnded","occurredAt":"2026-11-22T10:15:02Z","callRef":"c","by":"x"} | one of caller, agent
          {"id":"1" | no JSON
          7 | JSON object
          {"id":"1"} {"id":"2"} | no JSON
          """)
  void malformed(String line, String sentence) throws EventReader.Unacceptable {
    assertThat(refusal(line)).contains(sentence);
  }

  @Test
  @DisplayName("limits: 64 KiB an event, 256 characters a field, 5,000 events a request")
  void limits() throws EventReader.Unacceptable {
    String long65 = GOOD.replace("\"c\"", "\"c\",\"x\":\"" + "x".repeat(65 * 1024) + "\"");
    assertThat(refusal(long65)).contains("at most 65536");
    assertThat(refusal("[" + long65 + "]")).contains("at most 65536");
    assertThat(refusal(GOOD.replace("\"c\"", "\"" + "c".repeat(257) + "\""))).contains("257");
    assertThat(read((GOOD + "\n").repeat(5_000))).hasSize(5_000);
    assertThatThrownBy(() -> read((GOOD + "\n").repeat(5_001)))
        .isInstanceOfSatisfying(
            EventReader.Unacceptable.class, e -> assertThat(e.status()).isEqualTo(413));
  }

  @Test
  @DisplayName("an array that is no JSON is refused whole, since nobody knows where its events end")
  void brokenArray() {
    for (String broken : List.of("[" + GOOD, "[" + GOOD + "}", "[" + GOOD + "] x", "[1 2]")) {
      assertThatThrownBy(() -> read(broken))
          .isInstanceOfSatisfying(
              EventReader.Unacceptable.class, e -> assertThat(e.status()).isEqualTo(400));
    }
    assertThatThrownBy(() -> read("[" + "[".repeat(100_000)))
        .isInstanceOf(EventReader.Unacceptable.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = EventType.class,
      names = {"QUEUE_LOGGED", "QUEUE_LOG_OVER"})
  @DisplayName("C12: events of imports are refused from outside, and read back from the journal")
  void ofImports(EventType type) throws EventReader.Unacceptable, Malformed {
    Map<String, String> fields =
        Map.of(
            "callRef",
            "c",
            "agent",
            "a",
            "word",
            "CONNECT",
            "queue",
            "q",
            "waited",
            "20",
            "rang",
            "4000",
            "after",
            "1795361300",
            "place",
            "2");
    SentEvent sent =
        SentEvent.of(
            new CanonicalEvent(
                "1", type.word(), Instant.parse("2026-11-22T10:15:02Z"), "", fields));
    Happening what = sent.event().what();
    String call = what instanceof Happening.OnCall on ? on.call() : null;
    String agent = what instanceof Happening.OnAgent on ? on.agent() : null;

    assertThat(EventBody.read(type.word(), EventBody.write(what, sent.body()), call, agent))
        .isEqualTo(what);
    assertThat(refusal(GOOD.replace("CallEnded", type.word()))).contains("known are LegStarted");
  }

  @ParameterizedTest
  @EnumSource(
      value = EventType.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"QUEUE_LOGGED", "QUEUE_LOG_OVER"})
  @DisplayName("what the journal keeps of an event reads back as the event")
  void journalled(EventType type) throws EventReader.Unacceptable {
    String all =
        """
        {"id":"1","type":"%s","occurredAt":"2026-11-22T10:15:02Z","callRef":"c","legRef":"l",\
        "direction":"inbound","from":"1","to":"2","agent":"a","name":"Amy","number":"3",\
        "cause":"busy","bridge":"b","kind":"attended","by":"%s","slot":"s","queue":"q",\
        "why":"%s","how":"timeout","party":"agent","reason":"Lunch","account":"x",\
        "into":"y","branch":"z"}\
        """
            .formatted(type.word(), "caller", type == EventType.QUEUE_REFUSED ? "full" : "busy");
    assertThat(read(all).getFirst())
        .isInstanceOfSatisfying(
            Piece.Read.class,
            piece -> {
              Happening what = piece.sent().event().what();
              String call = what instanceof Happening.OnCall on ? on.call() : null;
              String agent = what instanceof Happening.OnAgent on ? on.agent() : null;
              assertThat(
                      EventBody.read(
                          type.word(), EventBody.write(what, piece.sent().body()), call, agent))
                  .isEqualTo(what);
            });
  }
}
