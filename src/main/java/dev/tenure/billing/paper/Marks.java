package dev.tenure.billing.paper;

import com.ibm.icu.lang.UCharacter;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;
import org.apache.fontbox.util.BoundingBox;

/**
 * The places of marks on, in or below their letter; several are stacked. Scripts whose fonts place
 * marks themselves are left alone.
 */
final class Marks {

  /** The canonical combining classes of marks that don't stand above their letter in the middle. */
  private static final int DAGESH = 21;

  private static final int SHIN_DOT = 24;
  private static final int SIN_DOT = 25;
  private static final Set<Integer> BELOW =
      Set.of(10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 22, 29, 32, 202, 218, 220, 222, 233, 240);
  private static final int OVERLAY = 1;

  /** Of the height of an em. */
  private static final float GAP = 0.04f;

  private static final Set<UnicodeScript> PLACED =
      EnumSet.of(
          UnicodeScript.LATIN,
          UnicodeScript.GREEK,
          UnicodeScript.CYRILLIC,
          UnicodeScript.HEBREW,
          UnicodeScript.ARABIC,
          UnicodeScript.COMMON);

  /** What a character covers, in ems, with its origin at zero. */
  record Box(float left, float bottom, float right, float top) {

    static Box of(BoundingBox box, float unitsPerEm) {
      return new Box(
          box.getLowerLeftX() / unitsPerEm,
          box.getLowerLeftY() / unitsPerEm,
          box.getUpperRightX() / unitsPerEm,
          box.getUpperRightY() / unitsPerEm);
    }

    float middle() {
      return (left + right) / 2;
    }
  }

  /** Where a mark is drawn, from its letter's origin, in ems. */
  record Place(float x, float y) {}

  private final int letter;
  private final Box box;
  private float top;
  private float bottom;

  /** Begins with a letter that has no marks yet. */
  Marks(int letter, Box box) {
    this.letter = letter;
    this.box = box;
    this.top = box.top();
    this.bottom = box.bottom();
  }

  /** Whether the character stands on another one. */
  static boolean is(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  /** Whether marks are placed on this letter, or its font does it. */
  boolean places() {
    return PLACED.contains(UnicodeScript.of(letter));
  }

  /** The next mark's place. */
  Place next(int mark, Box covered) {
    int place = UCharacter.getCombiningClass(mark);
    float middle = box.middle() - covered.middle();
    if (place == DAGESH || place == OVERLAY || place == 0) {
      return new Place(middle, 0);
    }
    if (BELOW.contains(place)) {
      float down = Math.min(0, bottom - GAP - covered.top());
      bottom = covered.bottom() + down;
      return new Place(middle, down);
    }
    float up = Math.max(0, top + GAP - covered.bottom());
    if (place == SHIN_DOT || place == SIN_DOT) {
      // Beside one another, over the ends of the letter.
      return new Place(
          place == SHIN_DOT ? box.right() - covered.right() : box.left() - covered.left(), up);
    }
    top = covered.top() + up;
    return new Place(middle, up);
  }
}
