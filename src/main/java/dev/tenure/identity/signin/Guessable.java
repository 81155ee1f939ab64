package dev.tenure.identity.signin;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import me.gosimple.nbvcxz.Nbvcxz;
import me.gosimple.nbvcxz.resources.Configuration;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import me.gosimple.nbvcxz.resources.Dictionary;
import me.gosimple.nbvcxz.resources.DictionaryBuilder;

/**
 * Whether a password is guessed early: by the 100,000 commonest ones of known breaches, words and
 * names in any spelling, dates, patterns on the keyboard, repetitions, and what others know of the
 * person. Everything it needs is in the program (nbvcxz, with its lists).
 */
final class Guessable {

  /** Fewer guesses than 2 to this power are too few. */
  private static final double ENOUGH_BITS = 30;

  /** What signs and digits at the ends of a common password add is no more than this. */
  private static final double ENDS_BITS = 6;

  /** The estimate grows with the square of the length; what is enough is enough before. */
  private static final int JUDGED = 48;

  private static final int SHORTEST_WORD = 3;
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private Guessable() {}

  /**
   * @param own names of the person, their e-mail address and their organisation
   */
  static boolean is(String password, List<String> own) {
    Configuration configuration = configuration(own);
    Nbvcxz judge = new Nbvcxz(configuration);
    String once = once(password);
    String core = Variations.core(once);
    return isListed(configuration, once)
        || isListed(configuration, core)
        || bits(judge, once) < ENOUGH_BITS
        || bits(judge, core) < ENOUGH_BITS - ENDS_BITS;
  }

  /** The estimate takes parts of a password for others' words and may miss the whole. */
  private static boolean isListed(Configuration configuration, String text) {
    String plain = text.toLowerCase(Locale.ROOT);
    String joined = BETWEEN_WORDS.matcher(plain).replaceAll("");
    return configuration.getDictionaries().stream()
        .map(Dictionary::getDictonary)
        .anyMatch(words ->
            words.containsKey(text) || words.containsKey(plain) || words.containsKey(joined));
  }

  private static double bits(Nbvcxz judge, String text) {
    String judged = text.length() > JUDGED ? text.substring(0, JUDGED) : text;
    return judged.isEmpty() ? 0 : judge.estimate(judged).getEntropy();
  }

  private static Configuration configuration(List<String> own) {
    DictionaryBuilder words = new DictionaryBuilder().setDictionaryName("own").setExclusion(true);
    Set<String> known = new LinkedHashSet<>(List.of("tenure"));
    for (String text : own) {
      for (String word : words(text.toLowerCase(Locale.ROOT))) {
        if (word.length() >= SHORTEST_WORD) {
          known.add(word);
        }
      }
    }
    known.forEach(word -> words.addWord(word, 0));
    List<Dictionary> all = new ArrayList<>(ConfigurationBuilder.getDefaultDictionaries());
    all.add(words.createDictionary());
    return new ConfigurationBuilder()
        .setDictionaries(all)
        .setMinimumEntropy(ENOUGH_BITS)
        .setLocale(Locale.UK)
        .createConfiguration();
  }

  /** Without what repeats: saying the same again adds nothing to guess. */
  static String once(String password) {
    String text = unit(password);
    Set<String> seen = new LinkedHashSet<>();
    StringBuilder once = new StringBuilder();
    List<String> words = words(text);
    for (String word : words) {
      if (seen.add(word.toLowerCase(Locale.ROOT))) {
        once.append(once.isEmpty() ? "" : " ").append(word);
      }
    }
    return seen.size() < words.size() ? once.toString() : text;
  }

  private static List<String> words(String text) {
    return BETWEEN_WORDS.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
  }

  /** The shortest text that the whole is made of by repeating it. */
  private static String unit(String text) {
    String same = text.toLowerCase(Locale.ROOT);
    for (int length = 1; length <= text.length() / 2; length++) {
      if (same.regionMatches(0, same, length, same.length() - length)) {
        return text.substring(0, length);
      }
    }
    return text;
  }
}
