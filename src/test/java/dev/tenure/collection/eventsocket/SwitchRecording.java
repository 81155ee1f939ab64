package dev.tenure.collection.eventsocket;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a real FreeSWITCH told, from src/test/resources/freeswitch. */
public final class SwitchRecording {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PATH = "/freeswitch/scenarios.jsonl.gz";

  private SwitchRecording() {}

  /** Its events as the JSON that came over the wire. */
  public static List<String> bodies() {
    try (InputStream file =
            Objects.requireNonNull(SwitchRecording.class.getResourceAsStream(PATH), PATH);
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
      List<String> bodies = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        bodies.add(JSON.readTree(line).path("ev").toString());
      }
      return bodies;
    } catch (IOException broken) {
      throw new IllegalStateException("The recording can't be read: " + PATH, broken);
    }
  }

  /** Its events. */
  public static List<SwitchEvent> events() {
    return bodies().stream().map(SwitchRecording::event).toList();
  }

  /** An event from its JSON. */
  public static SwitchEvent event(String json) {
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, JsonNode> each : JSON.readTree(json).properties()) {
      headers.put(each.getKey(), each.getValue().asString(""));
    }
    return new SwitchEvent(headers);
  }

  /** The frame in which an event comes over the wire. */
  public static byte[] frame(String json) {
    return frame("text/event-json", json);
  }

  /** A frame with a body. */
  public static byte[] frame(String type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    byte[] head =
        "Content-Length: %d\nContent-Type: %s\n\n"
            .formatted(bytes.length, type)
            .getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + bytes.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(bytes, 0, all, head.length, bytes.length);
    return all;
  }
}
