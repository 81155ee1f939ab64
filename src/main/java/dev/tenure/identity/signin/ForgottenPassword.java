package dev.tenure.identity.signin;

import dev.tenure.identity.guess.RefusedSignIns;
import dev.tenure.identity.guess.Turns;
import dev.tenure.identity.sessions.Browser;
import dev.tenure.identity.sessions.Member;
import dev.tenure.identity.sessions.MemberStore;
import dev.tenure.identity.trail.IdentityTrail;
import dev.tenure.platform.server.ClientNetwork;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Mails a link to people who forgot their password, and reveals to nobody who exists. */
@Component
public class ForgottenPassword {

  private static final Logger log = LoggerFactory.getLogger(ForgottenPassword.class);
  private static final int LONGEST_EMAIL = 254;

  private final MemberStore members;
  private final Links links;
  private final RefusedSignIns refused;
  private final IdentityTrail trail;
  private final TransactionTemplate transaction;
  private final Executor aside;

  /** Two at a time, one network after the other: nobody's requests keep others' waiting (B9). */
  private final Turns turns = new Turns(2, Duration.ofMinutes(1), 1_000);

  ForgottenPassword(
      MemberStore members,
      Links links,
      RefusedSignIns refused,
      IdentityTrail trail,
      TransactionTemplate transaction,
      @Qualifier("identityAside") Executor aside) {
    this.members = members;
    this.links = links;
    this.refused = refused;
    this.trail = trail;
    this.transaction = transaction;
    this.aside = aside;
  }

  /**
   * Mails a link if there is such a person, their account lets people in, and none was mailed
   * lately. The answer is always the same and takes as long, since the work is done aside: nobody
   * can use up somebody else's mails, for a link that was mailed before works until it expires.
   */
  public void request(String typedEmail, Browser browser) {
    String email = typedEmail.strip();
    if (email.length() <= LONGEST_EMAIL) {
      aside.execute(() -> inTurn(email, browser));
    }
  }

  private void inTurn(String email, Browser browser) {
    String network = ClientNetwork.of(browser.address()).text();
    try {
      turns.take(
          new Turns.Who(network, browser.known() != null),
          () -> {
            transaction.executeWithoutResult(status ->
                members.byEmail(email).filter(Member::active).ifPresent(who -> mail(who, browser)));
            return true;
          });
    } catch (Turns.Busy busy) {
      log.warn("Cannot mail all links that are requested from {}: too many at once", network);
    } catch (RuntimeException e) {
      // Nobody waits for the answer; the person asks again.
      log.error("Cannot mail a link to {}, the person has to ask again", email, e);
    }
  }

  private void mail(Member member, Browser browser) {
    if (!member.accessOn()) {
      refused.own("person.forgot-password", "access-stopped", member, browser);
    } else if (links.mailRequested(member)) {
      trail.own(
          "person.forgot-password", "done", member.actor(browser.address()), member.email(), "");
    } else {
      refused.own("person.forgot-password", "mailed-lately", member, browser);
    }
  }
}
