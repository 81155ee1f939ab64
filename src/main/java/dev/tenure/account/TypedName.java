package dev.tenure.account;

import java.util.regex.Pattern;

/** G: the customer's name, typed, shows that the right one is meant. */
final class TypedName {

  /** What keeps a name apart from the sentence from which it may have been copied. */
  private static final Pattern ISOLATES = Pattern.compile("[\u2068\u2069]");

  private TypedName() {}

  static void check(String typed, Account account) {
    String name = ISOLATES.matcher(typed).replaceAll("").strip();
    if (!name.equalsIgnoreCase(account.name())) {
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
