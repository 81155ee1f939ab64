package dev.tenure.platform.web;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.View;

/** One compiled template. It is rendered to the end before the first byte leaves. */
final class TemplateView implements View {

  private final TemplateEngine engine;
  private final String template;

  TemplateView(TemplateEngine engine, String template) {
    this.engine = engine;
    this.template = template;
  }

  @Override
  public String getContentType() {
    return MediaType.TEXT_HTML_VALUE;
  }

  @Override
  public void render(
      @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Map<String, Object> parameters = new HashMap<>();
    if (model != null) {
      engine
          .getParamInfo(template)
          .keySet()
          .forEach(name -> parameters.computeIfAbsent(name, key -> shown(model.get(key))));
    }
    Utf8ByteOutput output = new Utf8ByteOutput();
    engine.render(template, parameters, output);
    response.setContentType("text/html;charset=UTF-8");
    response.setContentLength(output.getContentLength());
    output.writeTo(response.getOutputStream());
  }

  /** A refused form is shown again as typed, with � for refused characters. */
  private static @Nullable Object shown(@Nullable Object parameter) {
    return parameter instanceof Typed typed ? typed.shown() : parameter;
  }
}
