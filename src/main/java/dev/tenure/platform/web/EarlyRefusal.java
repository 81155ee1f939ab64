package dev.tenure.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Refuses a request outside of any controller. After a body broke off, the container has noted a
 * failure of its own already; so the answer is left to it, with our status and words.
 */
public final class EarlyRefusal {

  private static final String WORDS = "dev.tenure.unreadable";

  private EarlyRefusal() {}

  /** Why it is refused, as {@link ErrorDispatch} finds it. */
  record Words(int status, String code, String sentence) {}

  /**
   * Sends the status; the answer says why.
   *
   * @param code stable word for programs
   */
  public static void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String code,
      String sentence)
      throws IOException {
    request.setAttribute(WORDS, new Words(status, code, sentence));
    request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (!response.isCommitted()) {
      response.sendError(status);
    }
  }

  static Optional<Words> words(HttpServletRequest request) {
    return request.getAttribute(WORDS) instanceof Words words
        ? Optional.of(words)
        : Optional.empty();
  }
}
