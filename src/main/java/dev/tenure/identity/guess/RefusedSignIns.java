package dev.tenure.identity.guess;

import dev.tenure.identity.sessions.Browser;
import dev.tenure.identity.sessions.Member;
import dev.tenure.identity.trail.IdentityTrail;
import dev.tenure.platform.Actor;
import dev.tenure.platform.server.ClientNetwork;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * F1: refused sign-ins, uses of links and confirmations. All are counted; the first of each person,
 * network, outcome and hour stands on the trail, so that nobody floods a chain (docs/adr/0007). It
 * is written aside: the time of an answer doesn't reveal whether there is such a person.
 */
@Component
public class RefusedSignIns {

  private static final Logger log = LoggerFactory.getLogger(RefusedSignIns.class);

  private final RefusedSignInStore store;
  private final IdentityTrail trail;
  private final TransactionTemplate transaction;
  private final Executor aside;

  RefusedSignIns(
      RefusedSignInStore store,
      IdentityTrail trail,
      TransactionTemplate transaction,
      @Qualifier("identityAside") Executor aside) {
    this.store = store;
    this.trail = trail;
    this.transaction = transaction;
    this.aside = aside;
  }

  /** Somebody who is not signed in was refused. */
  public void nobody(
      String action, String outcome, Optional<Member> named, String subject, Browser browser) {
    Actor nobody = Actor.unknown("somebody not signed in", browser.address());
    record(action, outcome, nobody, named, subject, browser);
  }

  /** The person themselves was refused. */
  public void own(String action, String outcome, Member member, Browser browser) {
    Actor actor = member.actor(browser.address());
    record(action, outcome, actor, Optional.of(member), member.email(), browser);
  }

  private void record(
      String action,
      String outcome,
      Actor actor,
      Optional<Member> whose,
      String subject,
      Browser browser) {
    aside.execute(() -> {
      try {
        transaction.executeWithoutResult(status -> {
          ClientNetwork network = ClientNetwork.of(browser.address());
          if (store.count(whose.map(Member::id), network, outcome)) {
            trail.of(
                action,
                outcome,
                actor,
                whose.map(Member::reseller).orElse(null),
                whose.map(Member::customer).orElse(null),
                subject,
                "",
                "");
          }
        });
      } catch (RuntimeException e) {
        log.error("Cannot record that {} ended with {}", action, outcome, e);
      }
    });
  }
}
