package dev.tenure.identity.people;

import dev.tenure.identity.Permission;
import dev.tenure.platform.Level;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.util.Set;
import java.util.regex.Pattern;

/** What may stand in a person's fields. */
final class Particulars {

  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@,;<>\"]{1,64}@[^\\s@,;<>\"]+\\.[^\\s@,;<>\".]{2,}");

  private Particulars() {}

  static String name(String typed) {
    String name = typed.strip();
    if (name.isEmpty()) {
      throw invalid("name", "name-missing", "Give the person’s name.");
    }
    if (name.length() > 120) {
      throw invalid("name", "name-long", "Take at most 120 characters.");
    }
    return name;
  }

  static String email(String typed) {
    String email = typed.strip();
    if (email.length() > 254 || !EMAIL.matcher(email).matches()) {
      throw invalid("email", "email-malformed", "Give an e-mail address, such as kim@example.com.");
    }
    return email;
  }

  static Set<Permission> permissions(Set<Permission> chosen, Level level) {
    if (chosen.stream().anyMatch(permission -> permission.level() != level)) {
      throw invalid(
          "permissions", "permission-foreign", "People of this organisation can’t hold these.");
    }
    return chosen;
  }

  static Refused emailTaken() {
    return invalid(
        "email",
        "email-taken",
        "This e-mail address has a sign-in already. Everybody needs one of their own.");
  }

  private static Refused invalid(String field, String code, String sentence) {
    return new Refused(new Refusal.Invalid(field, code, sentence));
  }
}
