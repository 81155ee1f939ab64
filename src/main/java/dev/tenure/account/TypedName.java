package dev.tenure.account;

/** G: the customer's name, typed, shows that the right one is meant. */
final class TypedName {

  private TypedName() {}

  static void check(String typed, Account account) {
    if (!typed.strip().equalsIgnoreCase(account.name())) {
      throw Words.invalid(
          "typedName",
          "name-mismatch",
          typed.isBlank()
              ? "Type the customer’s name, %s, to confirm.".formatted(account.name())
              : "“%s” is not the customer’s name. Type: %s"
                  .formatted(typed.strip(), account.name()));
    }
  }
}
