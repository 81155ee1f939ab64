package dev.tenure.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Optional;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the servlet container sends what failed outside of any controller. */
@Controller
class ErrorDispatch implements ErrorController {

  private final ErrorPages errors;

  ErrorDispatch(ErrorPages errors) {
    this.errors = errors;
  }

  @RequestMapping("${spring.web.error.path:${error.path:/error}}")
  Object error(HttpServletRequest dispatched) {
    HttpServletRequest request = original(dispatched);
    Object status = dispatched.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Throwable failure = (Throwable) dispatched.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    int code = status instanceof Integer number ? number : 404;
    Optional<EarlyRefusal.Words> words = EarlyRefusal.words(dispatched);
    if (words.isPresent()) {
      HttpStatusCode why = HttpStatusCode.valueOf(words.get().status());
      return errors.answer(request, why, words.get().code(), words.get().sentence(), "");
    }
    return code >= 500 && code != 503
        ? Failures.incident(errors, request, failure)
        : errors.answer(request, HttpStatusCode.valueOf(code));
  }

  /** The request under the address that its sender wrote. */
  private static HttpServletRequest original(HttpServletRequest dispatched) {
    Object path = dispatched.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    return path instanceof String uri
        ? new HttpServletRequestWrapper(dispatched) {
          @Override
          public String getRequestURI() {
            return uri;
          }
        }
        : dispatched;
  }
}
