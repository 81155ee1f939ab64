package dev.tenure.platform.web;

import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Turns a refusal that no form took into an answer. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Refusals {

  private final ErrorPages errors;

  Refusals(ErrorPages errors) {
    this.errors = errors;
  }

  @ExceptionHandler(Refused.class)
  Object refused(Refused refused, HttpServletRequest request) {
    Refusal refusal = refused.refusal();
    HttpStatus status = RefusalStatus.of(refusal);
    if (!ErrorPages.wantsJson(request)) {
      return errors.answer(request, status, refusal.code(), refusal.sentence(), "");
    }
    ProblemDetail problem = errors.problem(request, status, refusal.code(), refusal.sentence(), "");
    switch (refusal) {
      case Refusal.Invalid invalid -> problem.setProperty("field", invalid.field());
      case Refusal.Conflict conflict -> {
        problem.setProperty("what", conflict.what());
        problem.setProperty("by", conflict.by());
        problem.setProperty("at", conflict.at());
      }
      case Refusal.NotFound n -> {}
      case Refusal.NotAllowed n -> {}
      case Refusal.WrongState w -> {}
      case Refusal.TooMany t -> {}
    }
    HttpHeaders headers = new HttpHeaders();
    if (refusal instanceof Refusal.TooMany tooMany) {
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, tooMany.pause().toSeconds())));
    }
    return ResponseEntity.status(status)
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
