package dev.tenure.identity.signin;

import dev.tenure.platform.Serving;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Prints the link for the first Support person once the server answers, as long as there is none.
 */
@Component
@Serving
@ConditionalOnProperty(name = "tenure.demo", havingValue = "false", matchIfMissing = true)
class FirstSupportNotice {

  private final FirstSupport first;

  FirstSupportNotice(FirstSupport first) {
    this.first = first;
  }

  /** Onto the console and not into a log file: whoever has the link owns the place. */
  @EventListener(ApplicationReadyEvent.class)
  void print() {
    first
        .link()
        .ifPresent(link ->
            System.out.println(
                """

                Nobody can sign in yet. Make the first Support person here, once, within a day:
                  %s
                """
                    .formatted(link)));
  }
}
