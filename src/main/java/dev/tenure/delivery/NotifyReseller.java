package dev.tenure.delivery;

import dev.tenure.account.AccountNews;
import dev.tenure.account.AccountNews.News;
import dev.tenure.account.Effect;
import dev.tenure.account.EffectHandler;
import dev.tenure.account.EffectKind;
import dev.tenure.platform.ResellerId;
import dev.tenure.platform.web.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Mails the reseller's contact what happened to its customers, or will. What comes together is told
 * in one letter; what has been overtaken by later intents isn't told any more.
 */
@Component
class NotifyReseller implements EffectHandler {

  private final AccountNews accounts;
  private final NewsSentences sentences;
  private final Mails mails;
  private final Texts texts;

  NotifyReseller(AccountNews accounts, NewsSentences sentences, Mails mails, Texts texts) {
    this.accounts = accounts;
    this.sentences = sentences;
    this.mails = mails;
    this.texts = texts;
  }

  @Override
  public String kind() {
    return EffectKind.NOTIFY_RESELLER;
  }

  @Override
  public boolean irreversible() {
    // A letter can't be called back.
    return true;
  }

  @Override
  public Map<UUID, String> carryOut(List<Effect> batch) {
    Map<UUID, String> outcomes = new HashMap<>();
    for (Effect effect : batch) {
      outcomes.put(effect.id(), texts.of("delivery.no-longer-needed"));
    }
    Map<ResellerId, List<News>> byReseller = new LinkedHashMap<>();
    for (News news : accounts.current(batch)) {
      byReseller.computeIfAbsent(news.reseller(), r -> new ArrayList<>()).add(news);
      outcomes.put(news.effect(), texts.of("delivery.mailed", news.contactEmail()));
    }
    mails.post(byReseller.values().stream().map(this::letter).toList());
    return outcomes;
  }

  private Letter letter(List<News> all) {
    News first = all.getFirst();
    String subject =
        all.size() == 1
            ? sentences.subject(first)
            : texts.of("delivery.news.subject.many", all.size());
    String body =
        texts.of("delivery.news.greeting", first.contactName())
            + "\n\n"
            + all.stream().map(sentences::sentence).collect(Collectors.joining("\n\n"))
            + "\n\n"
            + texts.of("delivery.news.close");
    return new Letter(first.contactEmail(), subject, body);
  }
}
