package dev.tenure.identity.web;

import dev.tenure.identity.Contact;
import dev.tenure.identity.sessions.AccessRefusals;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Pages;
import dev.tenure.platform.web.Texts;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers those whom the gate or the route table turns away: pages for people, codes for programs.
 */
@Component
class Refuser implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final AccessRefusals refusals;
  private final SessionCookie cookie;
  private final Pages pages;
  private final Texts texts;
  private final ObjectProvider<ViewResolver> views;
  private final JsonMapper json;

  Refuser(
      AccessRefusals refusals,
      SessionCookie cookie,
      Pages pages,
      Texts texts,
      ObjectProvider<ViewResolver> views,
      JsonMapper json) {
    this.refusals = refusals;
    this.cookie = cookie;
    this.pages = pages;
    this.texts = texts;
    this.views = views;
    this.json = json;
  }

  /** Nobody has signed in: people are led to where they can, and from there back. */
  void notSignedIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (cookie.read(request).isPresent()) {
      cookie.clear(request, response);
    }
    if (!Visit.wantsPage(request)) {
      problem(request, response, 401, "not-signed-in", texts.of("identity.problem.not-signed-in"));
      return;
    }
    UriComponentsBuilder to = UriComponentsBuilder.fromPath("/signin");
    String query = request.getQueryString();
    String wanted = request.getRequestURI() + (query == null ? "" : "?" + query);
    if (HttpMethod.GET.matches(request.getMethod())) {
      to.queryParam("next", "{next}");
    }
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", to.encode().buildAndExpand(Map.of("next", wanted)).toString());
  }

  /** Access to the account has been stopped (B1); the same page wherever they click. */
  void stopped(
      HttpServletRequest request,
      HttpServletResponse response,
      String organisation,
      Contact contact)
      throws IOException {
    if (!Visit.wantsPage(request)) {
      String sentence = texts.of("identity.stopped.sentence", contact.name());
      problem(request, response, 403, "access-stopped", sentence);
      return;
    }
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    Page page = pages.bare(request).titled("identity.stopped.title");
    render(request, response, "identity/stopped", page, new StoppedView(organisation, contact));
  }

  private void render(
      HttpServletRequest request,
      HttpServletResponse response,
      String template,
      Page page,
      StoppedView stopped)
      throws IOException {
    try {
      view(template).render(Map.of("page", page, "stopped", stopped), request, response);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("Template " + template + " failed", e);
    }
  }

  private View view(String template) throws Exception {
    for (ViewResolver resolver : views.orderedStream().toList()) {
      View view = resolver.resolveViewName(template, Locale.UK);
      if (view != null) {
        return view;
      }
    }
    throw new IllegalStateException("No template " + template);
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    notSignedIn(request, response);
  }

  /** Somebody lacks the permission, or their form lacks the token that proves it is ours. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException, ServletException {
    boolean forged = denied instanceof CsrfException;
    if (!forged) {
      Visit.principal(request)
          .ifPresent(principal ->
              refusals.record(
                  principal, "not-allowed", Visit.words(request), request.getRemoteAddr()));
    }
    if (Visit.wantsPage(request)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else {
      problem(
          request,
          response,
          403,
          forged ? "csrf-token-wrong" : "not-allowed",
          texts.of("platform.error.sentence.403"));
    }
  }

  private void problem(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String code,
      String sentence)
      throws IOException {
    if (Visit.isPart(request)) {
      // The page that the part belongs to is to be fetched anew, and explains itself.
      response.setHeader("HX-Refresh", "true");
    }
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "urn:tenure:problem:" + code);
    problem.put("title", sentence);
    problem.put("status", status);
    problem.put("detail", sentence);
    problem.put("instance", request.getRequestURI());
    problem.put("code", code);
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.getOutputStream().write(json.writeValueAsBytes(problem));
  }
}
