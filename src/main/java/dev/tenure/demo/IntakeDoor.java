package dev.tenure.demo;

import dev.tenure.demo.phones.PhoneEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Sends events as any phone system does, again and again until they are acknowledged. */
final class IntakeDoor {

  private static final Logger log = LoggerFactory.getLogger(IntakeDoor.class);
  private static final int BATCH = 400;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI address;
  private final String key;
  private boolean shut;

  IntakeDoor(String url, String key) {
    this.address = URI.create(url + "/intake/v1/events");
    this.key = key;
  }

  /** Returns once all are acknowledged; events that are rejected count as such. */
  void send(List<PhoneEvent> events) throws InterruptedException {
    for (int from = 0; from < events.size() && !shut; from += BATCH) {
      post(
          JSON.writeValueAsString(
              events.subList(from, Math.min(events.size(), from + BATCH)).stream()
                  .map(PhoneEvent::fields)
                  .toList()));
    }
  }

  private void post(String body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    int failures = 0;
    while (!attempt(request)) {
      failures++;
      Thread.sleep(Math.min(10_000, 250L * failures));
    }
  }

  /** Whether there is nothing to try again. */
  private boolean attempt(HttpRequest request) throws InterruptedException {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      int status = answer.statusCode();
      if (status == 401 || status == 403) {
        shut = true;
        log.warn(
            "The demo's phone system is refused with {}: its key was rolled. It falls silent;"
                + " delete demo.json and start the demo again to give it a new one.",
            status);
      } else if (status >= 400 && status < 500 && status != 429) {
        log.error("The intake refused a batch with {}: {}", status, answer.body());
      }
      return status < 500 && status != 429;
    } catch (IOException unreachable) {
      return false;
    }
  }
}
