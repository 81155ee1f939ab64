package dev.tenure.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.account.EffectHandler;
import dev.tenure.identity.LinkKind;
import dev.tenure.identity.LinkMailer;
import dev.tenure.platform.Backoff;
import dev.tenure.platform.PersonId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

class MailTest {

  /** A mail server that takes letters while it is open. */
  private static final class Server extends JavaMailSenderImpl {
    final List<SimpleMailMessage> taken = new ArrayList<>();
    boolean open = true;

    @Override
    public void send(SimpleMailMessage... messages) {
      if (!open) {
        throw new MailSendException("connection refused");
      }
      taken.addAll(List.of(messages));
    }
  }

  private DeliveryWorld world;
  private final Server server = new Server();

  @BeforeEach
  void begin() {
    world = new DeliveryWorld();
  }

  @AfterEach
  void end() {
    world.close();
  }

  private MailWorker worker() {
    var beans = new StaticListableBeanFactory();
    beans.addBean("sender", server);
    return new MailWorker(
        world.the(MailStore.class),
        world.the(TransactionTemplate.class),
        world.the(Backoff.class),
        beans.getBeanProvider(JavaMailSender.class),
        "Tenure <tenure@example.com>");
  }

  private Mails mails() {
    return world.the(Mails.class);
  }

  private Mails.Posted newest() {
    return mails().newest(null, 1).getFirst();
  }

  @Test
  @DisplayName("Without a mail server letters stay in the local outbox")
  void localOutbox() {
    mails().post(new Letter("dana@example.com", "Welcome", "https://example.com/activate/1"));
    assertThat(mails().areSent()).isFalse();
    assertThat(newest().letter().body()).contains("/activate/1");
    assertThat(newest().sentAt()).isNull();
  }

  @Test
  @DisplayName("A letter belongs to the transaction that posts it")
  void rolledBack() {
    world
        .the(TransactionTemplate.class)
        .executeWithoutResult(status -> {
          mails().post(new Letter("dana@example.com", "Welcome", ""));
          status.setRollbackOnly();
        });
    assertThat(mails().newest(null, 10)).isEmpty();
  }

  @Test
  @DisplayName("A letter is sent once")
  void sent() {
    mails().post(new Letter("dana@example.com", "Wel\ncome", "Hello"));
    assertThat(worker().sendNext()).isTrue();
    assertThat(worker().sendNext()).isFalse();
    assertThat(server.taken)
        .singleElement()
        .satisfies(message -> {
          assertThat(message.getTo()).containsExactly("dana@example.com");
          assertThat(message.getSubject()).isEqualTo("Wel come");
        });
    assertThat(newest().sentAt()).isEqualTo(DeliveryWorld.START);
  }

  @Test
  @DisplayName("What the server does not take is tried again, later and later, for three days")
  void retried() {
    mails().post(new Letter("dana@example.com", "Welcome", "Hello"));
    server.open = false;
    assertThat(worker().sendNext()).isTrue();
    assertThat(newest().lastError()).contains("connection refused");
    assertThat(newest().attempts()).isEqualTo(1);
    assertThat(worker().sendNext()).as("not at once").isFalse();

    world.database.advanceClock(Duration.ofSeconds(1));
    server.open = true;
    assertThat(worker().sendNext()).isTrue();
    assertThat(server.taken).hasSize(1);
    assertThat(newest().lastError()).isNull();

    mails().post(new Letter("late@example.com", "Too late", "Hello"));
    world.database.advanceClock(Duration.ofDays(3));
    assertThat(worker().sendNext()).isFalse();
  }

  @Test
  @DisplayName("The outbox is read page by page, newest first")
  void pages() {
    for (int i = 1; i <= 5; i++) {
      mails().post(new Letter("dana@example.com", "Letter " + i, ""));
    }
    List<Mails.Posted> first = mails().newest(null, 2);
    List<Mails.Posted> second = mails().newest(first.getLast().id(), 2);
    assertThat(first).extracting(p -> p.letter().subject()).containsExactly("Letter 5", "Letter 4");
    assertThat(second)
        .extracting(p -> p.letter().subject())
        .containsExactly("Letter 3", "Letter 2");
  }

  @Test
  @DisplayName("A link is mailed with its organisation, its sender and its end")
  void links() {
    world
        .the(LinkMailer.class)
        .send(
            new LinkMailer.Mail(
                LinkKind.ACTIVATE,
                new PersonId(new UUID(1, 1)),
                "Ann",
                "ann@example.com",
                "Acme",
                "North",
                "https://example.com/activate/abc",
                DeliveryWorld.START.plus(Duration.ofDays(2)),
                DeliveryWorld.LONDON));
    Letter letter = newest().letter();
    assertThat(letter.to()).isEqualTo("ann@example.com");
    assertThat(letter.subject()).isEqualTo("Your sign-in for Acme");
    assertThat(letter.body())
        .contains("Hello Ann", "https://example.com/activate/abc", "North")
        .contains("Tue 3 Nov 2026, 09:00 (Europe/London)");
  }

  @Test
  @DisplayName("Each kind of effect has one handler here")
  void handlers() {
    assertThat(List.of(world.the(CloseSessions.class), world.the(NotifyReseller.class)))
        .extracting(EffectHandler::kind)
        .doesNotHaveDuplicates();
  }
}
