package dev.tenure.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** The last resort: whatever nobody else has answered. */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class Failures {

  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  private final ErrorPages errors;

  Failures(ErrorPages errors) {
    this.errors = errors;
  }

  /** Left to the security filters, which know where to send people. */
  @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
  void denied(RuntimeException denied) {
    throw denied;
  }

  @ExceptionHandler({
    HttpMessageNotReadableException.class,
    ServletRequestBindingException.class,
    MethodArgumentTypeMismatchException.class
  })
  Object unreadable(HttpServletRequest request) {
    return errors.answer(request, HttpStatus.BAD_REQUEST);
  }

  @ExceptionHandler
  @Nullable Object failed(
      Exception failure, HttpServletRequest request, HttpServletResponse response) {
    if (response.isCommitted()) {
      // The reader went away in the middle, or a stream broke: nobody is left to be answered.
      log.debug("Broken off: {} {}", request.getMethod(), request.getRequestURI(), failure);
      return null;
    }
    if (failure instanceof ErrorResponse answer && !answer.getStatusCode().is5xxServerError()) {
      answer
          .getHeaders()
          .forEach((name, values) -> values.forEach(v -> response.addHeader(name, v)));
      return errors.answer(request, answer.getStatusCode());
    }
    return incident(errors, request, failure);
  }

  /** Logs the failure under a number that the answer tells. */
  static Object incident(
      ErrorPages errors, HttpServletRequest request, @Nullable Throwable failure) {
    String incident = UUID.randomUUID().toString().substring(0, 8);
    log.error(
        "Incident {}: {} {}", incident, request.getMethod(), request.getRequestURI(), failure);
    HttpStatus status = HttpStatus.INTERNAL_SERVER_ERROR;
    return errors.answer(request, status, "incident", errors.sentence(status), incident);
  }
}
