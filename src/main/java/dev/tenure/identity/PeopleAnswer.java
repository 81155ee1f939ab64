package dev.tenure.identity;

import dev.tenure.platform.PersonId;
import dev.tenure.platform.web.Address;

/** The answer to a form about people. */
public sealed interface PeopleAnswer {

  /** Redirect there; the address names what was done, for {@link PeoplePages#told}. */
  record Lead(String address) implements PeopleAnswer {

    static Lead to(String path, String done, PersonId person) {
      return new Lead(
          Address.of(path).with("done", done).with("person", person.toString()).toString());
    }
  }

  /** Show the form again. */
  record Again(PersonForm form) implements PeopleAnswer {}
}
