package dev.tenure.identity.web;

import dev.tenure.identity.guess.Turns;
import dev.tenure.platform.web.ErrorPages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Says so where the machine can't hash passwords as fast as people send them. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class BusyAnswer {

  private final ErrorPages errors;

  BusyAnswer(ErrorPages errors) {
    this.errors = errors;
  }

  @ExceptionHandler(Turns.Busy.class)
  Object busy(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Retry-After", "5");
    return errors.answer(request, HttpStatus.SERVICE_UNAVAILABLE);
  }
}
