package dev.tenure.platform.web;

import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Two questions of those who run Tenure, open to all and answered in a few words: does the process
 * answer at all, and should it be sent requests?
 */
@RestController
class HealthController {

  private final Readiness readiness;

  HealthController(Readiness readiness) {
    this.readiness = readiness;
  }

  /** Asks nobody: a process that can answer lives, whatever became of its database. */
  @GetMapping("/health/live")
  ResponseEntity<byte[]> live() {
    return answer(HttpStatus.OK, "{\"status\":\"live\"}");
  }

  /** 503 while any finding keeps this node from taking requests. */
  @GetMapping("/health/ready")
  ResponseEntity<byte[]> ready() {
    Readiness.State state = readiness.state();
    StringBuilder words = new StringBuilder();
    for (String word : state.words()) {
      words.append(words.isEmpty() ? "" : ",").append('"').append(word).append('"');
    }
    return answer(
        state.ready() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE,
        "{\"status\":\"%s\"%s}"
            .formatted(
                state.ready() ? "ready" : "not-ready",
                words.isEmpty() ? "" : ",\"because\":[" + words + "]"));
  }

  private static ResponseEntity<byte[]> answer(HttpStatus status, String json) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noStore())
        .body(json.getBytes(StandardCharsets.US_ASCII));
  }
}
