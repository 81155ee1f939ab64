package dev.tenure.platform.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Renders parts of pages outside any request, for streams that move a page. */
@Component
public class Fragments {

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Fragments.class.getClassLoader(), "tenure.pages");

  /** The template, without {@code .jte}, as HTML. */
  public String html(String template, Map<String, Object> parameters) {
    StringOutput output = new StringOutput();
    engine.render(template + ".jte", parameters, output);
    return output.toString();
  }
}
