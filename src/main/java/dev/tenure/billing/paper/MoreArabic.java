package dev.tenure.billing.paper;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import java.util.HashMap;
import java.util.Map;

/**
 * The letters that Persian, Urdu and others write beyond the Arabic ones, in the forms that they
 * take beside one another: ICU's shaping knows that they join, and leaves them as they are.
 */
final class MoreArabic {

  private static final int FIRST_FORM = 0xFB50;
  private static final int LAST_FORM = 0xFDFF;

  /** A letter and one of Unicode's decomposition types, of which the form stands for both. */
  private record Form(int letter, int type) {}

  private static final Map<Form, Character> FORMS = forms();

  private MoreArabic() {}

  private static Map<Form, Character> forms() {
    Map<Form, Character> forms = new HashMap<>();
    for (int form = FIRST_FORM; form <= LAST_FORM; form++) {
      String letter = Normalizer2.getNFKCInstance().getRawDecomposition(form);
      if (letter != null && letter.length() == 1) {
        int type = UCharacter.getIntPropertyValue(form, UProperty.DECOMPOSITION_TYPE);
        forms.put(new Form(letter.charAt(0), type), (char) form);
      }
    }
    return forms;
  }

  /**
   * The text with these letters joined as well.
   *
   * @param letters without marks
   * @param shaped the same after ICU's shaping, letter by letter
   */
  static String joined(String letters, String shaped) {
    StringBuilder joined = new StringBuilder(shaped);
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      if (letter == shaped.charAt(i) && takesBefore(letter)) {
        boolean before = i > 0 && takesAfter(letters.charAt(i - 1));
        boolean after =
            takesAfter(letter) && i + 1 < letters.length() && takesBefore(letters.charAt(i + 1));
        int type =
            before
                ? after ? UCharacter.DecompositionType.MEDIAL : UCharacter.DecompositionType.FINAL
                : after
                    ? UCharacter.DecompositionType.INITIAL
                    : UCharacter.DecompositionType.ISOLATED;
        joined.setCharAt(i, FORMS.getOrDefault(new Form(letter, type), letter));
      }
    }
    return joined.toString();
  }

  /** Whether it joins the letter that is read before it. */
  private static boolean takesBefore(char letter) {
    return switch (type(letter)) {
      case UCharacter.JoiningType.DUAL_JOINING,
          UCharacter.JoiningType.RIGHT_JOINING,
          UCharacter.JoiningType.JOIN_CAUSING ->
          true;
      default -> false;
    };
  }

  /** Whether it joins the letter that is read after it. */
  private static boolean takesAfter(char letter) {
    return switch (type(letter)) {
      case UCharacter.JoiningType.DUAL_JOINING,
          UCharacter.JoiningType.LEFT_JOINING,
          UCharacter.JoiningType.JOIN_CAUSING ->
          true;
      default -> false;
    };
  }

  private static int type(char letter) {
    return UCharacter.getIntPropertyValue(letter, UProperty.JOINING_TYPE);
  }
}
