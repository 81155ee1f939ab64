package dev.tenure.platform.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/** Finds the templates that the build has compiled into {@code tenure.pages}. */
@Component("templateViewResolver")
final class TemplateViewResolver implements ViewResolver, Ordered {

  private static final String REDIRECT = "redirect:";

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, TemplateViewResolver.class.getClassLoader(), "tenure.pages");

  @Override
  public int getOrder() {
    // Unordered, it would stand behind Spring's catch-all, which forwards to a name as an address.
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public @Nullable View resolveViewName(String name, Locale locale) {
    if (name.startsWith(REDIRECT)) {
      // Told apart before the engine is asked, which would look for a class of each new name.
      return new RedirectView(name.substring(REDIRECT.length()));
    }
    String template = name + ".jte";
    return engine.hasTemplate(template) ? new TemplateView(engine, template) : null;
  }
}
