package dev.tenure.platform.database;

import dev.tenure.platform.database.Use.Work;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a statement may take, waits for locks included, and how long a transaction may stand
 * idle. The server itself ends what takes longer; 0 is no limit.
 */
@ConfigurationProperties("tenure.database.time-out")
record TimeOuts(
    @DefaultValue("5s") Duration vital,
    @DefaultValue("15s") Duration pages,
    @DefaultValue("30s") Duration intake,
    @DefaultValue("0s") Duration background,
    @DefaultValue("60s") Duration idle) {

  Duration of(Work work) {
    return switch (work) {
      case VITAL -> vital;
      case PAGES, HEAVY -> pages;
      case INTAKE -> intake;
      case BACKGROUND -> background;
    };
  }
}
