package dev.tenure.identity.signin;

import dev.tenure.identity.sessions.Browser;
import dev.tenure.identity.sessions.Member;
import dev.tenure.identity.sessions.MemberStore;
import dev.tenure.identity.trail.IdentityTrail;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Mails a link to whoever says that they forgot their password, and tells nobody who exists. */
@Component
public class ForgottenPassword {

  private static final Logger log = LoggerFactory.getLogger(ForgottenPassword.class);

  private final MemberStore members;
  private final Links links;
  private final Throttle throttle;
  private final IdentityTrail trail;
  private final TransactionTemplate transaction;
  private final Executor aside;

  ForgottenPassword(
      MemberStore members,
      Links links,
      Throttle throttle,
      IdentityTrail trail,
      TransactionTemplate transaction,
      @Qualifier("identityAside") Executor aside) {
    this.members = members;
    this.links = links;
    this.throttle = throttle;
    this.trail = trail;
    this.transaction = transaction;
    this.aside = aside;
  }

  /**
   * Mails a link if there is such a person and their account lets people in; the answer is the same
   * and takes as long if not, since the work is done aside.
   *
   * @return when to try again if this was one try too many
   */
  public Optional<Instant> request(String typedEmail, Browser browser) {
    String email = typedEmail.strip();
    String network = Throttle.network(browser.address());
    Optional<Throttle.Wait> wait =
        throttle
            .take(ThrottleRule.LINK_ADDRESS, network)
            .or(() -> throttle.take(ThrottleRule.LINK_ACCOUNT, Throttle.account(email)));
    if (wait.isEmpty() && email.length() <= 254) {
      aside.execute(() -> mail(email, browser));
    }
    return wait.map(Throttle.Wait::until);
  }

  private void mail(String email, Browser browser) {
    try {
      transaction.executeWithoutResult(status ->
          members.byEmail(email).filter(Member::active).ifPresent(who -> mail(who, browser)));
    } catch (RuntimeException e) {
      // Nobody waits for the answer; the person asks again.
      log.error("No link could be mailed to {}", email, e);
    }
  }

  private void mail(Member member, Browser browser) {
    String outcome = member.accessOn() ? "done" : "access-stopped";
    if (member.accessOn()) {
      links.mail(member.id());
    }
    trail.own(
        "person.forgot-password", outcome, member.actor(browser.address()), member.email(), "");
  }
}
