package dev.tenure.delivery;

import dev.tenure.audit.CheckpointCourier;
import dev.tenure.audit.Statement;
import dev.tenure.platform.web.Texts;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Mails statements of checkpoints to {@code tenure.trail.mail-to}, if that is set (F4). */
@Component
class CheckpointMails implements CheckpointCourier {

  private final Mails mails;
  private final Texts texts;
  private final String address;

  CheckpointMails(Mails mails, Texts texts, @Value("${tenure.trail.mail-to:}") String address) {
    this.mails = mails;
    this.texts = texts;
    this.address = address.strip();
  }

  @Override
  public void carry(Statement statement) {
    if (!address.isEmpty()) {
      mails.post(
          new Letter(
              address,
              texts.of("delivery.checkpoint.subject", statement.number()),
              texts.of(
                  "delivery.checkpoint.body",
                  statement.number(),
                  statement.at().toString(),
                  statement.text())));
    }
  }
}
