package dev.tenure.account;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The database channel on which nodes tell each other which accounts changed. Each piece of news
 * names its node, which has told its own listeners already.
 */
@Component
class AccountChannel {

  static final String NAME = "tenure_account";

  private final UUID node = UUID.randomUUID();

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
