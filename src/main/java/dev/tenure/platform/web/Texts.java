package dev.tenure.platform.web;

import gg.jte.Content;
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
    return messages.getMessage(key, arguments, Locale.UK);
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
    String done = html.replace(STAR, '*').replace(BAR, '_');
    return output -> output.writeContent(done);
  }
}
