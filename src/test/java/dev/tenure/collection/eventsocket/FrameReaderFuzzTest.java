package dev.tenure.collection.eventsocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tenure.collection.freeswitch.SwitchSnapshot;
import dev.tenure.collection.freeswitch.SwitchTranslation;
import dev.tenure.collection.intake.Canonical;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class FrameReaderFuzzTest {

  private static final byte[] GREETING =
      "Content-Type: auth/request\n\n".getBytes(StandardCharsets.UTF_8);
  private static final List<String> HEADERS =
      List.of(
          "Event-Subclass",
          "Unique-ID",
          "Call-Direction",
          "Answer-State",
          "Caller-Caller-ID-Number",
          "Caller-Destination-Number",
          "Other-Leg-Unique-ID",
          "Bridge-B-Unique-ID",
          "Hangup-Cause",
          "variable_sip_hangup_disposition",
          "variable_cc_member_session_uuid",
          "variable_sip_refer_to",
          "Caller-Channel-Created-Time",
          "CC-Action",
          "CC-Queue",
          "CC-Agent",
          "CC-Agent-UUID",
          "CC-Agent-Status",
          "CC-Agent-Contact",
          "CC-Member-Session-UUID",
          "CC-Cause",
          "CC-Cancel-Reason",
          "Action",
          "Valet-Extension");
  private static final List<String> WORDS =
      List.of(
          "a",
          "b",
          "c",
          "callcenter::info",
          "valet_parking::info",
          "member-queue-start",
          "member-queue-end",
          "agent-offering",
          "bridge-agent-start",
          "bridge-agent-end",
          "bridge-agent-fail",
          "agent-status-change",
          "agent-contact-change",
          "BREAK_OUT",
          "Terminated",
          "BLIND_TRANSFER",
          "recv_bye",
          "inbound",
          "outbound",
          "hold");

  @FuzzTest(maxDuration = "3m")
  void anyBytes(FuzzedDataProvider data) {
    boolean greets = data.consumeBoolean();
    long seed = data.consumeLong();
    byte[] bytes = data.consumeRemainingAsBytes();

    List<Frame> whole = read(greets, bytes, new Random(seed), Integer.MAX_VALUE);
    List<Frame> pieces = read(greets, bytes, new Random(seed), 7);

    assertThat(pieces.stream().map(Frame::headers).toList())
        .isEqualTo(whole.stream().map(Frame::headers).toList());
    assertThat(pieces.stream().map(Frame::text).toList())
        .isEqualTo(whole.stream().map(Frame::text).toList());
    for (Frame frame : whole) {
      SwitchEvent.read(frame);
      SwitchSnapshot.json(frame.text());
      SwitchSnapshot.table(frame.text());
    }
  }

  private static List<Frame> read(boolean greets, byte[] bytes, Random random, int largest) {
    List<Frame> frames = new ArrayList<>();
    FrameReader reader = new FrameReader(frames::add);
    try {
      if (greets) {
        reader.read(GREETING, 0, GREETING.length);
      }
      for (int at = 0; at < bytes.length; ) {
        int count = Math.min(bytes.length - at, 1 + random.nextInt(largest));
        reader.read(bytes, at, count);
        at += count;
      }
    } catch (NotFreeSwitch | BrokenStream said) {
      // Said clearly; what was read before it counts.
    } catch (IOException other) {
      throw new AssertionError(other);
    }
    return frames;
  }

  /** Any events in any order make events that the intake takes. */
  @FuzzTest(maxDuration = "3m")
  void anyEvents(FuzzedDataProvider data) {
    SwitchTranslation translation = new SwitchTranslation();
    for (long sequence = 1; sequence < 60 && data.remainingBytes() > 0; sequence++) {
      Map<String, String> headers = new HashMap<>();
      headers.put("Event-Name", data.pickValue(SwitchTranslation.NEEDED));
      headers.put("Event-Sequence", String.valueOf(sequence));
      headers.put("Event-Date-Timestamp", "179536323" + data.consumeInt(0, 9) + "000000");
      for (int i = data.consumeInt(0, 6); i > 0; i--) {
        headers.put(
            data.pickValue(HEADERS),
            data.consumeBoolean() ? data.pickValue(WORDS) : data.consumeString(20));
      }
      translation
          .take(new SwitchEvent(headers), Instant.EPOCH)
          .forEach(told -> Canonical.event(told.event()));
      translation.due(Instant.ofEpochSecond(1_795_363_240L + sequence));
    }
  }
}
