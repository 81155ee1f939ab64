package dev.tenure.identity;

import dev.tenure.platform.web.Problems;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One person's form, for the template fragment {@code identity/person}: as stored, or as typed when
 * it was refused.
 *
 * @param person null while somebody new is invited
 * @param version the version of the person that the form was made from, 0 for somebody new
 * @param choices the permissions to choose from
 * @param own whether the viewer looks at themselves, who can't deactivate themselves
 * @param charges what stays charged for them when they are deactivated
 */
public record PersonForm(
    PeoplePlace place,
    @Nullable Person person,
    String name,
    String email,
    long version,
    List<Permission> choices,
    Set<Permission> chosen,
    boolean own,
    List<PersonCharges.Charge> charges,
    Problems problems) {

  public PersonForm {
    choices = List.copyOf(choices);
    chosen = Set.copyOf(chosen);
    charges = List.copyOf(charges);
  }

  /** The form with what is wrong with it. */
  PersonForm with(Problems wrong) {
    return new PersonForm(
        place, person, name, email, version, choices, chosen, own, charges, wrong);
  }

  /** Where the form is sent to. */
  public String address() {
    return person == null ? place.invite() : place.of(person);
  }
}
