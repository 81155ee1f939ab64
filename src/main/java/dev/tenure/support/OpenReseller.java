package dev.tenure.support;

import dev.tenure.account.ResellerDetails;
import dev.tenure.account.Resellers;
import dev.tenure.identity.Invitation;
import dev.tenure.identity.Organisation;
import dev.tenure.identity.People;
import dev.tenure.identity.Permission;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Level;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.ResellerId;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A new reseller with its first person: both, and the mail with the link, or nothing. */
@Component
class OpenReseller {

  private final Resellers resellers;
  private final People people;

  OpenReseller(Resellers resellers, People people) {
    this.resellers = resellers;
    this.people = people;
  }

  /**
   * Creates the reseller and invites the person with every permission a reseller's people can have.
   *
   * @throws Refused as invalid; what is wrong with the person in {@code personName}, {@code
   *     personEmail}
   */
  @Transactional
  public ResellerId open(
      ResellerDetails details, String personName, String personEmail, Actor actor) {
    ResellerId id = resellers.create(details, actor);
    try {
      people.invite(
          new Invitation(
              new Organisation.Reseller(id),
              personName,
              personEmail,
              Set.copyOf(Permission.of(Level.RESELLER))),
          actor);
    } catch (Refused refused) {
      throw refused.refusal() instanceof Refusal.Invalid(String field, String code, String sentence)
          ? new Refused(new Refusal.Invalid(ofPerson(field), code, sentence))
          : refused;
    }
    return id;
  }

  private static String ofPerson(String field) {
    return switch (field) {
      case "name" -> "personName";
      case "email" -> "personEmail";
      default -> field;
    };
  }
}
