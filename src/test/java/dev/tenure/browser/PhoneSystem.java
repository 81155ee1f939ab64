package dev.tenure.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A phone system that sends its events through the intake, one second of the world's time after the
 * other.
 */
final class PhoneSystem {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final BrowserWorld world;
  private final String key;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Map<String, String>> unsent = new ArrayList<>();
  private int number;

  PhoneSystem(BrowserWorld world, String key) {
    this.world = world;
    this.key = key;
  }

  PhoneSystem agentReady(String agent, String name) {
    event("AgentLoggedIn", "agent", agent, "name", name);
    return event("AgentReady", "agent", agent, "name", name);
  }

  PhoneSystem agentAway(String agent, String name, String reason) {
    return event("AgentNotReady", "agent", agent, "name", name, "reason", reason);
  }

  /** Somebody calls and waits in the queue. */
  PhoneSystem callWaits(String call, String from, String queue) {
    String leg = call + "-a";
    event(
        "LegStarted",
        "callRef",
        call,
        "legRef",
        leg,
        "direction",
        "inbound",
        "from",
        from,
        "to",
        "020 7946 0100");
    event("LegAnswered", "callRef", call, "legRef", leg, "number", "020 7946 0100");
    return event("QueueEntered", "callRef", call, "queue", queue);
  }

  PhoneSystem answered(String call, String queue, String agent) {
    String leg = call + "-b";
    event("AgentOffered", "callRef", call, "queue", queue, "agent", agent);
    event("LegStarted", "callRef", call, "legRef", leg, "to", agent, "agent", agent);
    event("LegRinging", "callRef", call, "legRef", leg, "number", agent, "agent", agent);
    event("QueueAnswered", "callRef", call, "queue", queue, "legRef", leg, "agent", agent);
    return event("LegsConnected", "callRef", call, "bridge", call + "-bridge");
  }

  PhoneSystem ended(String call) {
    return event("CallEnded", "callRef", call, "by", "caller");
  }

  PhoneSystem abandoned(String call, String queue) {
    event("QueueExited", "callRef", call, "queue", queue, "how", "abandoned");
    return ended(call);
  }

  /** Something that takes that long passes. */
  PhoneSystem later(Duration time) {
    world.wait(time);
    return this;
  }

  private PhoneSystem event(String type, String... fields) {
    world.wait(Duration.ofSeconds(1));
    return eventAt(world.now(), type, fields);
  }

  PhoneSystem eventAt(Instant at, String type, String... fields) {
    Map<String, String> event = new LinkedHashMap<>();
    event.put("id", key.hashCode() + "-" + ++number);
    event.put("occurredAt", at.toString());
    event.put("type", type);
    for (int i = 0; i < fields.length; i += 2) {
      event.put(fields[i], fields[i + 1]);
    }
    unsent.add(event);
    return this;
  }

  /** Sends what has happened; the intake's answer. */
  JsonNode send() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(world.root() + "/intake/v1/events"))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(unsent)))
            .build();
    unsent.clear();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("The intake answered " + answer + " " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("Interrupted while sending", e);
    }
  }

  /** Sends what has happened, all of which is kept. */
  void sendsAndAllIsKept() {
    int sent = unsent.size();
    JsonNode answer = send();
    if (answer.path("accepted").asInt() != sent) {
      throw new AssertionError("Sent " + sent + " events, and the intake answered " + answer);
    }
  }
}
