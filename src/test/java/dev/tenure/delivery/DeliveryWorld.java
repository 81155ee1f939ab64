package dev.tenure.delivery;

import dev.tenure.account.Accounts;
import dev.tenure.account.EffectHandler;
import dev.tenure.account.EffectQueue;
import dev.tenure.audit.AuditTrail;
import dev.tenure.identity.Presence;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.web.Texts;
import dev.tenure.testing.FixedPresence;
import dev.tenure.testing.ModuleStory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Accounts and delivery on a database of their own; its workers take turns when a test says so. */
final class DeliveryWorld extends ModuleStory {

  static final Instant START = Instant.parse("2026-11-01T09:00:00Z");

  DeliveryWorld(Object... beans) {
    super(
        8,
        START,
        Wiring.class,
        Map.of(),
        context -> {
          context.register(Texts.class);
          context.registerBean(Presence.class, () -> new FixedPresence(0, 0));
          for (Object bean : beans) {
            context.getBeanFactory().registerSingleton(bean.getClass().getName(), bean);
          }
        });
  }

  @ComponentScan(
      basePackageClasses = {Accounts.class, AuditTrail.class, Mails.class},
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.REGEX,
              pattern = ".*(AccountBell|EffectWorker|MailWorker|World.*|Test.*)"))
  static class Wiring {

    @Bean
    MessageSource messageSource() {
      var messages = new ResourceBundleMessageSource();
      messages.setBasenames("messages-platform", "messages-delivery");
      messages.setDefaultEncoding("UTF-8");
      messages.setAlwaysUseMessageFormat(true);
      return messages;
    }
  }

  EffectWorker worker(EffectHandler... handlers) {
    return new EffectWorker(List.of(handlers), the(EffectWorkStore.class), the(EffectBatch.class));
  }

  List<EffectQueue.Line> effects(CustomerId id) {
    return the(EffectQueue.class).of(id.value());
  }
}
