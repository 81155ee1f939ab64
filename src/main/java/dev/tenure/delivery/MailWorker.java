package dev.tenure.delivery;

import dev.tenure.platform.Backoff;
import dev.tenure.platform.Serving;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends the letters when a mail server is configured, each until it is taken or three days old. A
 * letter is sent inside the transaction that notes it, so a crash between the two sends it twice,
 * never not.
 */
@Serving
@Component
class MailWorker implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(MailWorker.class);
  private static final Duration OLDEST = Duration.ofDays(3);
  private static final Duration NOTHING_IN_SIGHT = Duration.ofDays(1);

  /** When to see whether another node that sends a letter died over it. */
  private static final Duration IN_OTHER_HANDS = Duration.ofSeconds(1);

  private final MailStore store;
  private final TransactionTemplate transaction;
  private final Backoff backoff;
  private final ObjectProvider<JavaMailSender> sender;
  private final String from;
  private final Loop loop = new Loop("mail-worker", this::turn);

  MailWorker(
      MailStore store,
      TransactionTemplate transaction,
      Backoff backoff,
      ObjectProvider<JavaMailSender> sender,
      @Value("${tenure.mail.from:Tenure <tenure@localhost>}") String from) {
    this.store = store;
    this.transaction = transaction;
    this.backoff = backoff;
    this.sender = sender;
    this.from = from;
  }

  @Override
  public void start() {
    if (sender.getIfAvailable() == null) {
      log.info("No mail server is configured (spring.mail.host): mails stay in the local outbox");
      return;
    }
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop();
  }

  @Override
  public boolean isRunning() {
    return loop.running();
  }

  /** There are letters to be sent. */
  void ring() {
    loop.ring();
  }

  private Duration turn() {
    while (sendNext() && isRunning()) {
      // One after the other, until none is due.
    }
    return store
        .untilNext(OLDEST)
        .map(until -> until.isPositive() ? until : IN_OTHER_HANDS)
        .orElse(NOTHING_IN_SIGHT);
  }

  /** Tries to send the next letter that is due; false when there is none. */
  boolean sendNext() {
    JavaMailSender server = sender.getObject();
    return Boolean.TRUE.equals(
        transaction.execute(status ->
            store
                .claim(OLDEST)
                .map(posted -> {
                  send(server, posted);
                  return true;
                })
                .orElse(false)));
  }

  private void send(JavaMailSender server, Mails.Posted posted) {
    SimpleMailMessage message = new SimpleMailMessage();
    message.setFrom(from);
    message.setTo(posted.letter().to());
    message.setSubject(posted.letter().subject());
    message.setText(posted.letter().body());
    try {
      server.send(message);
      store.sent(posted.id());
    } catch (MailException e) {
      log.warn("The mail server did not take letter {}: {}", posted.id(), e.getMessage());
      store.failed(
          posted.id(), String.valueOf(e.getMessage()), backoff.after(posted.attempts() + 1));
    }
  }
}
