package dev.tenure.identity;

import java.util.List;

/**
 * @param total how many there are on all pages
 */
public record PeoplePage(List<Person> people, long total, PeopleQuery query) {

  public PeoplePage {
    people = List.copyOf(people);
  }
}
