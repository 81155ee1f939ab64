package dev.tenure.collection;

import dev.tenure.account.Account;
import dev.tenure.account.Accounts;
import dev.tenure.account.Words;
import dev.tenure.collection.intake.SourceKey;
import dev.tenure.collection.told.Belonging;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Phone system connections, as resellers and Support handle them. Foreign and unknown ids are
 * answered alike, as not found (B5); whoever calls has checked the actor's permission. Every change
 * is recorded (F1).
 */
@Component
public class Sources {

  private static final int LONGEST = 120;

  private final SourceStore store;
  private final Accounts accounts;
  private final SourceTrail trail;

  Sources(SourceStore store, Accounts accounts, SourceTrail trail) {
    this.store = store;
    this.accounts = accounts;
    this.trail = trail;
  }

  /**
   * Makes a source whose events are the customer's. A terminated customer may have one too: its
   * events are turned away until it is reinstated.
   *
   * @return with the key, which can't be read again
   * @throws Refused as not found; as invalid in field {@code name}
   */
  @Transactional
  public Source.WithKey create(CustomerId customer, String name, Actor actor) {
    Account account = accounts.require(customer, actor);
    String word = required("name", "name", name);
    String key = SourceKey.generate();
    SourceId id = store.insert(account.reseller(), word, SourceKey.hash(key), SourceKey.hint(key));
    store.map(id, "", customer);
    Source made = store.find(id).orElseThrow();
    trail.record("source.create", actor, made, customer, "", "key …" + SourceKey.hint(key));
    return new Source.WithKey(made, key);
  }

  /**
   * Gives a source a new key; the old one is refused from the commit on.
   *
   * @param seenVersion the source's version that the actor saw (A10)
   * @throws Refused as not found; as a conflict when the source changed meanwhile
   */
  @Transactional
  public Source.WithKey rollKey(SourceId id, long seenVersion, Actor actor) {
    Source source = require(id, actor);
    if (source.kind().linked()) {
      throw new Refused(
          new Refusal.WrongState(
              "source-has-no-key",
              "%s sends with no key: it is connected to.".formatted(source.name())));
    }
    String key = SourceKey.generate();
    trail.next(source, seenVersion, actor);
    store.rollKey(id, SourceKey.hash(key), SourceKey.hint(key));
    trail.record(
        "source.roll-key",
        actor,
        source,
        null,
        "key …" + source.keyHint(),
        "key …" + SourceKey.hint(key));
    return new Source.WithKey(store.find(id).orElseThrow(), key);
  }

  /**
   * Gives it another name.
   *
   * @throws Refused as not found, as a conflict, or as invalid in field {@code name}
   */
  @Transactional
  public Source rename(SourceId id, long seenVersion, String name, Actor actor) {
    Source source = require(id, actor);
    String word = required("name", "name", name);
    trail.next(source, seenVersion, actor);
    store.rename(id, word);
    trail.record("source.rename", actor, source, null, source.name(), word);
    return require(id, actor);
  }

  /**
   * From now on the source's events with this account code, or rule, are that customer's (C8).
   *
   * @throws Refused as not found, also when source and customer are of two resellers; as invalid in
   *     field {@code account}
   */
  @Transactional
  public Source addCustomer(SourceId id, String account, CustomerId customer, Actor actor) {
    Source source = require(id, actor);
    Account owner = accounts.require(customer, actor);
    if (!owner.reseller().equals(source.reseller())) {
      throw new Refused(new Refusal.NotFound("customer"));
    }
    String code = account(source, account);
    map(source, code, customer);
    trail.next(source, source.version(), actor);
    trail.record("source.add-customer", actor, source, customer, "", "account " + code);
    return store.find(id).orElseThrow();
  }

  /** A word by which this source can tell whose its events are. */
  String account(Source source, String typed) {
    String code = required("account", "account code", typed);
    if (source.kind().linked() && !Belonging.isRule(code)) {
      throw Words.invalid(
          "account",
          "rule-unusable",
          "%s is connected to: write queue:NAME, ext:FROM-TO, context:NAME or account:CODE."
              .formatted(source.name()));
    }
    return code;
  }

  void map(Source source, String code, CustomerId customer) {
    if (!store.map(source.id(), code, customer)) {
      throw Words.invalid(
          "account",
          "account-taken",
          "%s has a customer already, or had one until less than a day ago; choose another one."
              .formatted(code));
    }
  }

  /** The reseller's own, by name; for Support those of the reseller it names. */
  public List<Source> ofReseller(ResellerId reseller, Actor reader) {
    if (!mayReach(reseller, reader)) {
      throw new Refused(new Refusal.NotFound("reseller"));
    }
    return store.ofReseller(reseller);
  }

  /**
   * Those that send events of the customer, by name.
   *
   * @throws Refused as not found
   */
  public List<Source> ofCustomer(CustomerId customer, Actor reader) {
    accounts.require(customer, reader);
    return store.ofCustomer(customer);
  }

  /**
   * One source.
   *
   * @throws Refused as not found
   */
  public Source require(SourceId id, Actor reader) {
    return store
        .find(id)
        .filter(source -> mayReach(source.reseller(), reader))
        .orElseThrow(SourceId::unknown);
  }

  /**
   * What became of a source's events since a UTC day, inclusive; the newest day first (C7).
   *
   * @throws Refused as not found
   */
  public List<IntakeTally> tallies(SourceId id, LocalDate from, Actor reader) {
    return store.tallies(require(id, reader).id(), from);
  }

  private static boolean mayReach(ResellerId reseller, Actor reader) {
    return switch (reader.level()) {
      case SUPPORT, SYSTEM -> true;
      case RESELLER -> reseller.equals(reader.reseller());
      case CUSTOMER -> false;
    };
  }

  private static String required(String field, String what, String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      throw Words.invalid(field, field + "-missing", "Enter the %s.".formatted(what));
    }
    if (stripped.length() > LONGEST || stripped.chars().anyMatch(Character::isISOControl)) {
      throw Words.invalid(
          field,
          field + "-unusable",
          "The %s may have %d characters, none of them a control character."
              .formatted(what, LONGEST));
    }
    return stripped;
  }
}
