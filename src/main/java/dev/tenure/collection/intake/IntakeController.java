package dev.tenure.collection.intake;

import dev.tenure.platform.database.Use;
import dev.tenure.platform.server.ClientNetwork;
import dev.tenure.platform.server.SlowSender;
import dev.tenure.platform.web.EarlyRefusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.coyote.BadRequestException;
import org.jspecify.annotations.Nullable;
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

/**
 * The door: {@code POST /intake/v1/events}, as docs/intake.md describes it. First the key, then the
 * body, and only then a turn to store it, so that nobody has a turn while their body is on its way.
 */
@RestController
class IntakeController {

  private static final String BEARER = "Bearer ";

  private final SourceKeyStore keys;
  private final Intake intake;
  private final IntakeBudget budget;
  private final Counter unknownSources;

  IntakeController(SourceKeyStore keys, Intake intake, IntakeBudget budget, MeterRegistry meters) {
    this.keys = keys;
    this.intake = intake;
    this.budget = budget;
    this.unknownSources =
        Counter.builder("tenure.intake.unknown.source")
            .description("Requests with a missing or unknown key (C7)")
            .register(meters);
  }

  @PostMapping("/intake/v1/events")
  @Nullable ResponseEntity<?> events(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String header,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    Optional<OpenSource> source;
    try {
      source = open(header, request);
    } catch (IntakeBudget.Spent spent) {
      return spent(spent);
    }
    if (source.isEmpty()) {
      unknownSources.increment();
      return unknownKey();
    }
    try {
      return take(source.get(), request);
    } catch (BadRequestException broken) {
      refuse(broken, request, response);
      return null;
    }
  }

  private Optional<OpenSource> open(@Nullable String header, HttpServletRequest request)
      throws IntakeBudget.Spent, InterruptedException {
    Optional<String> key = key(header).filter(SourceKey::isShaped);
    return key.isEmpty()
        ? Optional.empty()
        : budget.lookUp(
            ClientNetwork.of(request), () -> Use.INTAKE.call(() -> keys.open(key.get())));
  }

  private ResponseEntity<?> take(OpenSource source, HttpServletRequest request)
      throws IOException, InterruptedException {
    try (IntakeBudget.Room room = budget.room(source)) {
      byte[] body = IntakeBody.read(request, room);
      List<Piece> pieces = EventReader.read(body);
      return ResponseEntity.ok(
          budget.inTurn(source.id(), source.reseller(), () -> intake.take(source, pieces)));
    } catch (EventReader.Unacceptable unacceptable) {
      return unacceptable.status() == HttpStatus.BAD_REQUEST.value()
          ? problem(HttpStatus.BAD_REQUEST, "not-json", unacceptable.sentence())
          : problem(HttpStatus.CONTENT_TOO_LARGE, "too-large", unacceptable.sentence());
    } catch (IntakeBudget.Spent spent) {
      IntakeBody.discard(request);
      return spent(spent);
    }
  }

  private static void refuse(
      BadRequestException broken, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean slow = SlowSender.caused(broken);
    EarlyRefusal.refuse(
        request,
        response,
        slow ? HttpStatus.REQUEST_TIMEOUT.value() : HttpStatus.BAD_REQUEST.value(),
        slow ? "too-slow" : "broken-body",
        slow
            ? "The body came too slowly, and nothing was stored; send the same events again."
            : "The body breaks the rules of HTTP, and nothing was stored; mend the sender.");
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
    return later(
        HttpStatus.SERVICE_UNAVAILABLE,
        "busy",
        "Nothing was stored; send the same events again in a moment.");
  }

  private static ResponseEntity<?> spent(IntakeBudget.Spent spent) {
    return spent.isOwn()
        ? later(
            HttpStatus.TOO_MANY_REQUESTS,
            "slow-down",
            "This phone system sends more at the same time than it may. Nothing was stored; send"
                + " the same events again in a moment, in fewer requests at once.")
        : later(
            HttpStatus.SERVICE_UNAVAILABLE,
            "busy",
            "Nothing was stored; send the same events again in a moment.");
  }

  private static ResponseEntity<?> later(HttpStatus status, String code, String sentence) {
    return ResponseEntity.status(status)
        .header(HttpHeaders.RETRY_AFTER, "1")
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(detail(status, code, sentence));
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
