package dev.tenure.delivery;

import dev.tenure.account.AccountNews.News;
import dev.tenure.account.Moment;
import dev.tenure.platform.PlatformClock;
import dev.tenure.platform.web.Formats;
import dev.tenure.platform.web.Texts;
import org.springframework.stereotype.Component;

/** News of an account in words, its times in the customer's zone. */
@Component
class NewsSentences {

  private final Texts texts;
  private final PlatformClock clock;

  NewsSentences(Texts texts, PlatformClock clock) {
    this.texts = texts;
    this.clock = clock;
  }

  String subject(News news) {
    Formats formats = new Formats(texts, news.zone(), clock.now());
    return switch (news.what()) {
      case TERMINATED -> texts.of("delivery.news.subject.terminated", news.customer());
      case TERMINATION_SCHEDULED, TERMINATION_MOVED ->
          texts.of(
              "delivery.news.subject.scheduled", news.customer(), formats.date(news.effectiveAt()));
      case TERMINATION_WITHDRAWN -> texts.of("delivery.news.subject.withdrawn", news.customer());
      case REINSTATED -> texts.of("delivery.news.subject.reinstated", news.customer());
    };
  }

  String sentence(News news) {
    Formats formats = new Formats(texts, news.zone(), clock.now());
    String when =
        formats.weekday(news.effectiveAt())
            + ", "
            + formats.time(news.effectiveAt())
            + " ("
            + news.zone().getId()
            + ") = "
            + formats.utc(news.effectiveAt());
    String lastDay = formats.weekday(Moment.lastFullDayBefore(news.effectiveAt(), news.zone()));
    return switch (news.what()) {
      case TERMINATED ->
          texts.of("delivery.news.terminated", news.customer(), when, news.by(), lastDay);
      case TERMINATION_SCHEDULED ->
          texts.of("delivery.news.scheduled", news.customer(), when, news.by(), lastDay);
      case TERMINATION_MOVED ->
          texts.of("delivery.news.moved", news.customer(), when, news.by(), lastDay);
      case TERMINATION_WITHDRAWN -> texts.of("delivery.news.withdrawn", news.customer(), news.by());
      case REINSTATED -> texts.of("delivery.news.reinstated", news.customer(), when, news.by());
    };
  }
}
