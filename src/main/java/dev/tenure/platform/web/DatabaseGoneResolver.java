package dev.tenure.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers 503 where a controller misses the database, before anybody calls it an incident. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseGoneResolver implements HandlerExceptionResolver {

  private static final Logger log = LoggerFactory.getLogger(DatabaseGoneResolver.class);

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    Optional<DatabaseGone.Kind> kind = DatabaseGone.kind(failure);
    if (response.isCommitted() || kind.isEmpty()) {
      return null;
    }
    log.warn(
        "{}: {} {}: {}",
        kind.get().code(),
        request.getMethod(),
        request.getRequestURI(),
        failure.toString());
    try {
      DatabaseGoneAnswer.write(request, response, kind.get());
    } catch (IOException readerGone) {
      throw new UncheckedIOException(readerGone);
    }
    return new ModelAndView();
  }
}
