package dev.tenure.platform.server;

import java.util.Locale;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Fits our limits, and what proxies report, into Tomcat. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServerLimits.class)
class ServerConfiguration {

  /** Which headers the trusted proxies write. */
  enum ProxyHeader {
    X_FORWARDED,
    FORWARDED
  }

  @Bean
  TrustedProxies trustedProxies(@Value("${tenure.proxy.trusted:}") String trusted) {
    return TrustedProxies.parse(trusted);
  }

  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> patientServer(
      ServerLimits limits,
      TrustedProxies proxies,
      @Value("${tenure.proxy.header:x-forwarded}") ProxyHeader header,
      @Value("${tenure.session.secure:false}") boolean secure,
      @Value("${tenure.base-url}") String baseUrl) {
    boolean https = secure || baseUrl.strip().toLowerCase(Locale.ROOT).startsWith("https:");
    Forwarding forwarding = new Forwarding(proxies, header == ProxyHeader.FORWARDED);
    return factory -> {
      factory.setProtocol(PatientProtocol.class.getName());
      factory.addConnectorCustomizers(connector -> {
        if (connector.getProtocolHandler() instanceof PatientProtocol patient) {
          patient.limit(limits, proxies);
        }
      });
      factory.addEngineValves(
          new ForwardedValve(forwarding, https, limits.connectionsPerAddress()));
      factory.addContextCustomizers(context -> {
        if (context.getParent() instanceof StandardHost host) {
          host.setErrorReportValveClass(ErrorAnswerValve.class.getName());
        }
      });
    };
  }
}
