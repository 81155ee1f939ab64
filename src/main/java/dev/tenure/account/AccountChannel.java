package dev.tenure.account;

import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The database channel on which nodes tell each other which accounts changed. Each piece of news
 * names its node, which has told its own listeners already.
 */
@Component
class AccountChannel {

  static final String NAME = "tenure_account";

  private final UUID node = UUID.randomUUID();
  private final boolean heard;

  /**
   * @param externalUrl of the database; without one it is this node's own, and no other node's
   */
  AccountChannel(@Value("${tenure.database.url:}") String externalUrl) {
    this.heard = !externalUrl.isBlank();
  }

  /** Whether there may be another node that hears. */
  boolean heard() {
    return heard;
  }

  String news(UUID account) {
    return account + " " + node;
  }

  /** The account that another node's news is about; empty for this node's own. */
  Optional<UUID> fromElsewhere(String news) {
    int gap = news.indexOf(' ');
    return news.substring(gap + 1).equals(node.toString())
        ? Optional.empty()
        : Optional.of(UUID.fromString(news.substring(0, gap)));
  }
}
