package dev.tenure.platform.web;

import dev.tenure.platform.Actor;
import dev.tenure.platform.PlatformClock;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives a controller's method its {@link Page}, its {@link Typed}, its {@link Actor}, its {@link
 * CreatingForm} and its {@link Proof}.
 */
@Component
final class RequestArguments implements HandlerMethodArgumentResolver {

  private final Pages pages;
  private final List<ShellSource> sources;
  private final List<ProofSource> proofs;
  private final PlatformClock clock;
  private final ObjectProvider<FormKeyStore> formKeys;
  private final ObjectProvider<TransactionTemplate> transactions;

  RequestArguments(
      Pages pages,
      List<ShellSource> sources,
      List<ProofSource> proofs,
      PlatformClock clock,
      ObjectProvider<FormKeyStore> formKeys,
      ObjectProvider<TransactionTemplate> transactions) {
    this.pages = pages;
    this.sources = List.copyOf(sources);
    this.proofs = List.copyOf(proofs);
    this.clock = clock;
    this.formKeys = formKeys;
    this.transactions = transactions;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    Class<?> type = parameter.getParameterType();
    return type == Page.class
        || type == Typed.class
        || type == Actor.class
        || type == CreatingForm.class
        || type == Proof.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest webRequest,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
    if (request == null) {
      throw new IllegalStateException("A page answers an HTTP request, not " + webRequest);
    }
    Class<?> type = parameter.getParameterType();
    if (type == CreatingForm.class) {
      return new CreatingForm(
          formKeys.getObject(), transactions.getObject(), request, clock.now(), actor(request));
    }
    if (type == Proof.class) {
      return new Proof(proofs, request);
    }
    return type == Page.class
        ? pages.of(request)
        : type == Typed.class ? typed(request) : actor(request);
  }

  private static Typed typed(HttpServletRequest request) {
    Map<String, String> values = new LinkedHashMap<>();
    request.getParameterMap().forEach((name, all) -> values.put(name, all[0]));
    Csrf.parameter(request).ifPresent(values::remove);
    values.keySet().removeAll(Set.of(FormKey.FIELD, Proof.FIELD));
    Typed typed = new Typed(values);
    if (request.getRequestURI().endsWith(".csv")) {
      // Once a file has begun, it can't be refused.
      typed.demandText();
    }
    return typed;
  }

  private Actor actor(HttpServletRequest request) {
    return sources.stream()
        .flatMap(source -> source.actor(request).stream())
        .findFirst()
        .orElseThrow(() -> new AuthenticationCredentialsNotFoundException("Nobody is signed in"));
  }
}
