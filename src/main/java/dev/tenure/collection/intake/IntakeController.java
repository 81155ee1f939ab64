package dev.tenure.collection.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The door: {@code POST /intake/v1/events}, as docs/intake.md describes it. */
@RestController
class IntakeController {

  static final int LARGEST_BODY = 5 * 1024 * 1024;
  private static final String BEARER = "Bearer ";
  private static final int PATIENCE_SECONDS = 10;

  private final SourceKeyStore keys;
  private final Intake intake;
  private final Semaphore room;
  private final Counter unknownSources;

  IntakeController(
      SourceKeyStore keys,
      Intake intake,
      MeterRegistry meters,
      @Value("${tenure.intake.parallel:8}") int parallel) {
    this.keys = keys;
    this.intake = intake;
    // Bodies are held in memory: so many at a time, and the others wait outside.
    this.room = new Semaphore(parallel, true);
    this.unknownSources =
        Counter.builder("tenure.intake.unknown.source")
            .description("Requests with a missing or unknown key (C7)")
            .register(meters);
  }

  @PostMapping("/intake/v1/events")
  ResponseEntity<?> events(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String header,
      HttpServletRequest request)
      throws IOException, InterruptedException {
    Optional<OpenSource> source = key(header).flatMap(keys::open);
    if (source.isEmpty()) {
      unknownSources.increment();
      return unknownKey();
    }
    if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      return busy();
    }
    try {
      return take(source.get(), request);
    } finally {
      room.release();
    }
  }

  private ResponseEntity<?> take(OpenSource source, HttpServletRequest request) throws IOException {
    try {
      return ResponseEntity.ok(intake.take(source, EventReader.read(body(request))));
    } catch (EventReader.Unacceptable unacceptable) {
      return unacceptable.status() == HttpStatus.BAD_REQUEST.value()
          ? problem(HttpStatus.BAD_REQUEST, "not-json", unacceptable.sentence())
          : problem(HttpStatus.CONTENT_TOO_LARGE, "too-large", unacceptable.sentence());
    }
  }

  private static byte[] body(HttpServletRequest request)
      throws IOException, EventReader.Unacceptable {
    if (request.getContentLengthLong() <= LARGEST_BODY) {
      try (InputStream in = request.getInputStream()) {
        byte[] body = in.readNBytes(LARGEST_BODY + 1);
        if (body.length <= LARGEST_BODY) {
          return body;
        }
      }
    }
    throw new EventReader.Unacceptable(
        HttpStatus.CONTENT_TOO_LARGE.value(),
        "A request takes %d bytes at most; split it.".formatted(LARGEST_BODY));
  }

  private static Optional<String> key(@Nullable String header) {
    return Optional.ofNullable(header)
        .filter(h -> h.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(h -> h.substring(BEARER.length()).strip())
        .filter(key -> !key.isEmpty());
  }

  private static ResponseEntity<?> unknownKey() {
    return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(
            detail(
                HttpStatus.UNAUTHORIZED,
                "unknown-key",
                "Send the phone system's key as \"Authorization: Bearer …\"; a lost key is replaced"
                    + " by rolling it."));
  }

  /** Nothing was stored; the same request may be sent again. */
  @ExceptionHandler
  ResponseEntity<?> waitedInVain(TransientDataAccessException failure) {
    return busy();
  }

  private static ResponseEntity<?> busy() {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "1")
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(
            detail(
                HttpStatus.SERVICE_UNAVAILABLE,
                "busy",
                "Nothing was stored; send the same events again in a moment."));
  }

  private static ResponseEntity<?> problem(HttpStatus status, String code, String sentence) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(detail(status, code, sentence));
  }

  private static ProblemDetail detail(HttpStatus status, String code, String sentence) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, sentence);
    problem.setType(URI.create("urn:tenure:problem:" + code));
    problem.setProperty("code", code);
    return problem;
  }
}
