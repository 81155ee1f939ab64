package dev.tenure.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 503 where a filter, such as the one that looks up sessions, misses the database. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseGoneFilter extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(DatabaseGoneFilter.class);

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException | IOException | RuntimeException failure) {
      Optional<DatabaseGone.Kind> kind = DatabaseGone.kind(failure);
      if (response.isCommitted() || kind.isEmpty()) {
        throw failure;
      }
      log.warn(
          "{}: {} {}: {}",
          kind.get().code(),
          request.getMethod(),
          request.getRequestURI(),
          failure.toString());
      DatabaseGoneAnswer.write(request, response, kind.get());
    }
  }
}
