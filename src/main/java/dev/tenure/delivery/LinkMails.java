package dev.tenure.delivery;

import dev.tenure.identity.LinkMailer;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.web.Formats;
import dev.tenure.platform.web.Texts;
import org.springframework.stereotype.Component;

/** Writes the letters with one-time links, in the transaction that makes the link. */
@Component
class LinkMails implements LinkMailer {

  private final Mails mails;
  private final Texts texts;
  private final PlatformClock clock;

  LinkMails(Mails mails, Texts texts, PlatformClock clock) {
    this.mails = mails;
    this.texts = texts;
    this.clock = clock;
  }

  @Override
  public void send(Mail mail) {
    Formats formats = new Formats(texts, mail.zone(), clock.now());
    String until =
        formats.weekday(mail.expiresAt())
            + ", "
            + formats.time(mail.expiresAt())
            + " ("
            + mail.zone().getId()
            + ")";
    String key =
        switch (mail.kind()) {
          case ACTIVATE -> "delivery.link.activate";
          case RESET -> "delivery.link.reset";
        };
    mails.post(
        new Letter(
            mail.email(),
            texts.of(key + ".subject", mail.organisation(), mail.sender()),
            texts.of(
                key + ".body",
                mail.name(),
                mail.organisation(),
                mail.sender(),
                mail.url(),
                until)));
  }
}
