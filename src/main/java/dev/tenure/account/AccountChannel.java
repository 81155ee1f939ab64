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

  private static final UUID NOBODY = new UUID(0, 0);

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

  /** News of no account, by which this node tells that it hears itself. */
  String echo() {
    return news(NOBODY);
  }

  boolean isOwn(String news) {
    return news.endsWith(" " + node);
  }

  /** The account that another node's news is about; empty for this node's own and for echoes. */
  Optional<UUID> fromElsewhere(String news) {
    return isOwn(news)
        ? Optional.empty()
        : Optional.of(UUID.fromString(news.substring(0, news.indexOf(' '))))
            .filter(account -> !account.equals(NOBODY));
  }
}
