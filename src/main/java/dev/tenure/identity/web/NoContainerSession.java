package dev.tenure.identity.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/** Sessions are rows of our own; nobody may begin one of the servlet container's beside them. */
final class NoContainerSession extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new Without(request), response);
  }

  private static final class Without extends HttpServletRequestWrapper {

    Without(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
      if (create) {
        throw new IllegalStateException("No container sessions: " + getRequestURI());
      }
      return null;
    }

    @Override
    public HttpSession getSession() {
      throw new IllegalStateException("No container sessions: " + getRequestURI());
    }
  }
}
