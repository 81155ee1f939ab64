package dev.tenure.identity.signin;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The small changes by which people make a new password of an old one. */
final class Variations {

  private static final int NEAR = 2;

  private Variations() {}

  /** The password itself, and what it may have been before a small change. */
  static Set<String> of(String password) {
    Set<String> all = new LinkedHashSet<>();
    all.add(password);
    int last = password.length() - 1;
    if (last < 1) {
      return all;
    }
    char first = password.charAt(0);
    char other =
        Character.isUpperCase(first) ? Character.toLowerCase(first) : Character.toUpperCase(first);
    all.add(other + password.substring(1));
    all.add(password.substring(0, last));
    char end = password.charAt(last);
    if (end > '0' && end <= '9') {
      all.add(password.substring(0, last) + (char) (end - 1));
    }
    return all;
  }

  /** Whether one is the other but for case, two characters, or signs and digits at its ends. */
  static boolean alike(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    return core(a).equals(core(b)) || distance(a, b) <= NEAR;
  }

  /** Without signs and digits at its ends, unless nothing else is there. */
  static String core(String text) {
    String core = text.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
    return core.isEmpty() ? text : core;
  }

  /** How many characters must be inserted, removed or replaced to make one of the other. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
