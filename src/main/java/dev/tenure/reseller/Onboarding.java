package dev.tenure.reseller;

import dev.tenure.account.CreateCustomer;
import dev.tenure.account.CustomerDetails;
import dev.tenure.account.Words;
import dev.tenure.collection.LinkedSources;
import dev.tenure.collection.Source;
import dev.tenure.collection.SourceKind;
import dev.tenure.collection.Sources;
import dev.tenure.identity.Invitation;
import dev.tenure.identity.Organisation;
import dev.tenure.identity.People;
import dev.tenure.identity.Permission;
import dev.tenure.platform.Actor;
import dev.tenure.platform.CustomerId;
import dev.tenure.platform.Level;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.Typed;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Creates a customer with its first phone system and its first administrator: all three or nothing.
 */
@Component
class Onboarding {

  /** What came of it; the key is empty unless there is a phone system that sends with one. */
  record Result(CustomerId customer, Optional<Source.WithKey> withKey) {}

  private final CreateCustomer create;
  private final Sources sources;
  private final LinkedSources links;
  private final ConnectionForm form;
  private final People people;

  Onboarding(
      CreateCustomer create,
      Sources sources,
      LinkedSources links,
      ConnectionForm form,
      People people) {
    this.create = create;
    this.sources = sources;
    this.links = links;
    this.form = form;
    this.people = people;
  }

  /**
   * Does what the wizard's fields say.
   *
   * @throws Refused as invalid, naming the wizard's field
   */
  @Transactional
  Result open(CustomerDetails details, Typed typed, Actor actor) {
    CustomerId customer = create.create(details, actor);
    Optional<Source.WithKey> withKey =
        ConnectionForm.kind(typed.get("sourceKind"))
            .flatMap(kind ->
                under(Map.of("name", "sourceName"), () -> connect(kind, customer, typed, actor)));
    Invitation first =
        new Invitation(
            new Organisation.Customer(customer),
            typed.get("adminName"),
            typed.get("adminEmail"),
            Set.copyOf(Permission.of(Level.CUSTOMER)));
    under(Map.of("name", "adminName", "email", "adminEmail"), () -> people.invite(first, actor));
    return new Result(customer, withKey);
  }

  /**
   * Looks whether the phone system's fields can be right, before the next step is shown.
   *
   * @throws Refused as invalid, naming the wizard's field
   */
  void check(Typed typed, Actor actor) {
    Optional<SourceKind> kind = ConnectionForm.kind(typed.get("sourceKind"));
    if (kind.isPresent() && typed.get("sourceName").isBlank()) {
      throw Words.invalid(
          "sourceName", "name-missing", "Give the phone system a name, for example its host name.");
    }
    kind.filter(SourceKind::linked)
        .ifPresent(linked -> links.check(typed.get("rule"), form.read(linked, typed, actor)));
  }

  private Optional<Source.WithKey> connect(
      SourceKind kind, CustomerId customer, Typed typed, Actor actor) {
    if (!kind.linked()) {
      return Optional.of(sources.create(customer, typed.get("sourceName"), actor));
    }
    links.create(
        customer, typed.get("sourceName"), typed.get("rule"), form.read(kind, typed, actor), actor);
    return Optional.empty();
  }

  /** Names refused fields as the wizard does, where the same name means three things. */
  private static <T> T under(Map<String, String> names, Supplier<T> step) {
    try {
      return step.get();
    } catch (Refused refused) {
      if (refused.refusal() instanceof Refusal.Invalid invalid) {
        throw new Refused(
            new Refusal.Invalid(
                names.getOrDefault(invalid.field(), invalid.field()),
                invalid.code(),
                invalid.sentence()));
      }
      throw refused;
    }
  }
}
