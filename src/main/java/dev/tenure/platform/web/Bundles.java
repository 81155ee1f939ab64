package dev.tenure.platform.web;

import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Gathers every {@code messages-<module>.properties} into one source of texts. */
@Configuration
class Bundles {

  @Bean
  static MessageSource messageSource() throws IOException {
    ResourceBundleMessageSource source = new ResourceBundleMessageSource();
    source.setBasenames(
        Stream.of(
                new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:messages-*.properties"))
            .map(Resource::getFilename)
            .map(Objects::requireNonNull)
            .map(name -> name.substring(0, name.length() - ".properties".length()))
            .sorted()
            .toArray(String[]::new));
    source.setDefaultEncoding("UTF-8");
    source.setFallbackToSystemLocale(false);
    source.setAlwaysUseMessageFormat(true);
    return source;
  }
}
