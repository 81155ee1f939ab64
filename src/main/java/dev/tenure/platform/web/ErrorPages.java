package dev.tenure.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers that say why there is none: a page for people, problem details (RFC 9457) for programs.
 */
@Component
public class ErrorPages {

  private static final Set<Integer> OWN_HEADINGS =
      Set.of(400, 403, 404, 405, 408, 409, 412, 413, 415, 422, 429, 500, 503);

  private final Pages pages;
  private final Texts texts;

  ErrorPages(Pages pages, Texts texts) {
    this.pages = pages;
    this.texts = texts;
  }

  /** Whether the sender is a program: by its door, or by what it accepts. */
  public static boolean wantsJson(HttpServletRequest request) {
    String path = request.getRequestURI();
    if (path.startsWith("/api/") || path.startsWith("/intake/")) {
      return true;
    }
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null && accept.contains("json") && !accept.contains("text/html");
  }

  /** The answer in the form that the sender wants, with the text of the status as its sentence. */
  public Object answer(HttpServletRequest request, HttpStatusCode status) {
    return answer(request, status, "http-" + status.value(), sentence(status), "");
  }

  /**
   * The answer in the form that the sender wants.
   *
   * @param code stable word for programs
   * @param sentence what is wrong and what helps
   * @param incident the number under which it is logged, empty when it isn't
   */
  public Object answer(
      HttpServletRequest request,
      HttpStatusCode status,
      String code,
      String sentence,
      String incident) {
    if (wantsJson(request)) {
      return ResponseEntity.status(status)
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .body(problem(request, status, code, sentence, incident));
    }
    return page(request, status, sentence, incident);
  }

  ProblemDetail problem(
      HttpServletRequest request,
      HttpStatusCode status,
      String code,
      String sentence,
      String incident) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, sentence);
    problem.setTitle(heading(status));
    problem.setType(URI.create("urn:tenure:problem:" + code));
    problem.setInstance(URI.create(request.getRequestURI()));
    problem.setProperty("code", code);
    if (!incident.isEmpty()) {
      problem.setProperty("incident", incident);
    }
    return problem;
  }

  private ModelAndView page(
      HttpServletRequest request, HttpStatusCode status, String sentence, String incident) {
    // What just failed may be what tells us who is looking.
    Page page = status.is5xxServerError() ? pages.bare(request) : pages.of(request);
    ModelAndView view =
        page.titled(headingKey(status))
            .view("platform/error")
            .addObject("status", status.value())
            .addObject("sentence", sentence)
            .addObject("incident", incident);
    view.setStatus(status);
    return view;
  }

  private String heading(HttpStatusCode status) {
    return texts.of(headingKey(status));
  }

  private static String headingKey(HttpStatusCode status) {
    return "platform.error.heading."
        + (OWN_HEADINGS.contains(status.value()) ? status.value() : "");
  }

  String sentence(HttpStatusCode status) {
    boolean own = OWN_HEADINGS.contains(status.value());
    return texts.of("platform.error.sentence." + (own ? status.value() : ""));
  }
}
