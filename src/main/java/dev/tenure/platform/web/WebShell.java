package dev.tenure.platform.web;

import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Fits the shell into Spring MVC: pages as arguments, assets with a long life. */
@Configuration
class WebShell implements WebMvcConfigurer {

  private final RequestArguments arguments;
  private final Assets assets;

  WebShell(RequestArguments arguments, Assets assets) {
    this.arguments = arguments;
    this.assets = assets;
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
