package dev.tenure.identity.signin;

import dev.tenure.identity.IdentitySettings;
import java.util.concurrent.Executor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What identity needs from Spring. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(IdentitySettings.class)
class SignInBeans {

  /** Work that an answer must not wait for; defined last of all executors Spring looks for. */
  @Bean(defaultCandidate = false)
  Executor identityAside() {
    return work -> Thread.ofVirtual().name("identity-aside").start(work);
  }
}
