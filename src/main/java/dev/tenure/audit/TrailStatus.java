package dev.tenure.audit;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How this node keeps the trail safe from its database's owner (F4), as Support sees it. */
@Component
public class TrailStatus {

  /**
   * How it stands.
   *
   * @param key the name of the key that seals entries; empty for none
   * @param checkpoint the number of the newest checkpoint, 0 for none
   * @param at when it was taken, null for none
   * @param problem what is wrong, in words; empty for nothing
   */
  public record Now(String key, long checkpoint, @Nullable Instant at, String problem) {}

  private volatile Now now = new Now("", 0, null, "");

  /** How it stands. */
  public Now now() {
    return now;
  }

  void keyed(String key) {
    now = new Now(key, now.checkpoint(), now.at(), now.problem());
  }

  void taken(Statement newest, Optional<String> problem) {
    now = new Now(now.key(), newest.number(), newest.at(), problem.orElse(""));
  }

  void problem(String problem) {
    now = new Now(now.key(), now.checkpoint(), now.at(), problem);
  }
}
