package dev.tenure.identity;

import dev.tenure.platform.web.Address;
import java.util.List;

/** The list of people, for the template fragment {@code identity/people}. */
public record PeopleList(
    PeoplePlace place,
    List<Person> people,
    Address here,
    String sort,
    boolean descending,
    boolean searching,
    String summary,
    String previous,
    String next) {

  public PeopleList {
    people = List.copyOf(people);
  }
}
