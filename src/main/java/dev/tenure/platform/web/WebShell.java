package dev.tenure.platform.web;

import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.context.ServletContextAware;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Fits the shell into Spring MVC: pages as arguments, assets with a long life. */
@Configuration
class WebShell implements WebMvcConfigurer, ServletContextAware {

  private final RequestArguments arguments;
  private final Assets assets;
  private final boolean bom;

  WebShell(
      RequestArguments arguments, Assets assets, @Value("${tenure.csv.bom:true}") boolean bom) {
    this.arguments = arguments;
    this.assets = assets;
    this.bom = bom;
  }

  @Override
  public void setServletContext(ServletContext context) {
    context.setAttribute(Csv.BOM, bom);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(arguments);
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler(assets.root() + "**")
        .addResourceLocations(Assets.LOCATION)
        .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
  }
}
