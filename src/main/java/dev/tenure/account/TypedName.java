package dev.tenure.account;

import dev.tenure.platform.Characters;

/**
 * G: the customer's name, typed, shows that the right one is meant. What people read and type
 * counts, not how letters are composed or what is invisible, so that every stored name can be
 * typed.
 */
final class TypedName {

  private TypedName() {}

  static void check(String typed, Account account) {
    if (!Characters.same(typed, account.name())) {
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
