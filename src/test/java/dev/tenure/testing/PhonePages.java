package dev.tenure.testing;

import dev.tenure.collection.intake.EventDoor;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/** What the pages about phone systems stand on, without anything that connects or stores. */
@ComponentScan("dev.tenure.phones")
@ComponentScan(
    basePackages = "dev.tenure.collection",
    useDefaultFilters = false,
    includeFilters =
        @ComponentScan.Filter(
            type = FilterType.REGEX,
            pattern =
                ".*[.](Sources|SourceStore|SourceTrail|SourceRules|SourceGrid|SourceGridStore"
                    + "|LinkCommands|TrialBudget|LinkedSourceStore|Secrets|SecretsKey|Sockets|Reach"
                    + "|AllowedNetworks)"))
public class PhonePages {

  @Bean
  EventDoor eventDoor() {
    return (source, events) -> new EventDoor.Tally(events.size(), 0, Map.of());
  }
}
