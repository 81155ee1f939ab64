package dev.tenure.identity;

/**
 * Where an organisation's people are kept.
 *
 * @param path of the list, for example {@code /reseller/users}; a person's page is below it, named
 *     by id, and {@code path/new} invites
 * @param keeping the act that a viewer needs to see the buttons, as the shell names it
 */
public record PeoplePlace(Organisation organisation, String path, Act keeping) {

  public String invite() {
    return path + "/new";
  }

  /** Of the whole list as CSV. */
  public String csv() {
    return path + ".csv";
  }

  public String of(Person person) {
    return path + "/" + person.id();
  }
}
