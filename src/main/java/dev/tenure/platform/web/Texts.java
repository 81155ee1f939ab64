package dev.tenure.platform.web;

import gg.jte.Content;
import java.text.Bidi;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * The words on the screens, from all {@code messages-<module>.properties}. Patterns are those of
 * {@link java.text.MessageFormat}; an apostrophe is written as ’.
 */
@Component
public class Texts {

  private static final Pattern STRONG = Pattern.compile("\\*\\*(.+?)\\*\\*", Pattern.DOTALL);
  private static final Pattern QUIET = Pattern.compile("__(.+?)__", Pattern.DOTALL);
  private static final Pattern ISOLATED_PART = Pattern.compile("\u2068([^\u2068\u2069<]*)\u2069");
  private static final char ISOLATE = '\u2068';
  private static final char ISOLATED = '\u2069';
  private static final char STAR = '\uE000';
  private static final char BAR = '\uE001';

  private final MessageSource messages;

  Texts(MessageSource messages) {
    this.messages = messages;
  }

  /**
   * The text of the key.
   *
   * @throws org.springframework.context.NoSuchMessageException for a key that no bundle has
   */
  public String of(String key, Object... arguments) {
    Object[] apart = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      apart[i] = arguments[i] instanceof String text ? isolated(text) : arguments[i];
    }
    return messages.getMessage(key, apart, Locale.UK);
  }

  /** A right-to-left name must not reorder the text around it, least of all figures. */
  private static String isolated(String text) {
    char[] characters = text.toCharArray();
    return Bidi.requiresBidi(characters, 0, characters.length) ? ISOLATE + text + ISOLATED : text;
  }

  /** The text of the key, or the other word for a key that no bundle has. */
  public String orElse(String key, String other) {
    return Objects.requireNonNullElse(messages.getMessage(key, null, other, Locale.UK), other);
  }

  /**
   * The same as HTML: {@code **strong**} and {@code __quiet__} in the pattern become elements; in
   * the arguments they stay what they are, and all else is escaped.
   */
  public Content rich(String key, Object... arguments) {
    Object[] plain = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      plain[i] =
          arguments[i] instanceof String text
              ? text.replace('*', STAR).replace('_', BAR)
              : arguments[i];
    }
    String html = HtmlUtils.htmlEscape(of(key, plain), "UTF-8");
    html = STRONG.matcher(html).replaceAll("<strong>$1</strong>");
    html = QUIET.matcher(html).replaceAll("<span class=\"sub\">$1</span>");
    html = ISOLATED_PART.matcher(html).replaceAll("<bdi>$1</bdi>");
    String done = html.replace(STAR, '*').replace(BAR, '_');
    return output -> output.writeContent(done);
  }
}
