package dev.tenure.platform.web;

import gg.jte.Content;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.ModelAndView;

/**
 * Everything that a template needs besides its own subject. A controller takes one as a parameter,
 * names it, and ends with {@link #view}.
 *
 * @param path the request's path without its query
 * @param title already translated; the frame shows it in the browser's tab
 * @param now the present instant, the same for all of the page
 * @param ribbon key of what every page says above all, as in a demo; empty for nothing
 */
public record Page(
    Shell shell,
    List<Navigation.Entry> navigation,
    Texts texts,
    Formats formats,
    Assets assets,
    Supplier<Csrf> csrfSource,
    Supplier<String> formKeySource,
    String path,
    Instant now,
    String title,
    List<Crumb> crumbs,
    @Nullable Notice notice,
    String ribbon) {

  public Page {
    navigation = List.copyOf(navigation);
    crumbs = List.copyOf(crumbs);
  }

  /** The text of the key, with its arguments. */
  public String text(String key, Object... arguments) {
    return texts.of(key, arguments);
  }

  /**
   * The text of the key with {@code **strong**} and {@code __quiet__} parts, everything escaped.
   */
  public Content rich(String key, Object... arguments) {
    return texts.rich(key, arguments);
  }

  public Csrf csrf() {
    return csrfSource.get();
  }

  /** The one-time key for the page's forms that create something (A23). */
  public String formKey() {
    return formKeySource.get();
  }

  /** The page under another title: a key of a text and its arguments. */
  public Page titled(String key, Object... arguments) {
    return new Page(
        shell,
        navigation,
        texts,
        formats,
        assets,
        csrfSource,
        formKeySource,
        path,
        now,
        text(key, arguments),
        crumbs,
        notice,
        ribbon);
  }

  /** The page under a title that is nobody’s text, for example a customer’s name. */
  public Page named(String plain) {
    return new Page(
        shell,
        navigation,
        texts,
        formats,
        assets,
        csrfSource,
        formKeySource,
        path,
        now,
        plain,
        crumbs,
        notice,
        ribbon);
  }

  /** The page with one more step on the way to it; {@code text} is already translated. */
  public Page crumb(String text, String address) {
    List<Crumb> more = Stream.concat(crumbs.stream(), Stream.of(new Crumb(text, address))).toList();
    return new Page(
        shell,
        navigation,
        texts,
        formats,
        assets,
        csrfSource,
        formKeySource,
        path,
        now,
        title,
        more,
        notice,
        ribbon);
  }

  /** The page saying what has just happened. */
  public Page saying(Notice what) {
    return new Page(
        shell,
        navigation,
        texts,
        formats,
        assets,
        csrfSource,
        formKeySource,
        path,
        now,
        title,
        crumbs,
        what,
        ribbon);
  }

  /** The page with its times in another zone, for example the customer's. */
  public Page in(ZoneId zone) {
    return new Page(
        shell,
        navigation,
        texts,
        formats.in(zone),
        assets,
        csrfSource,
        formKeySource,
        path,
        now,
        title,
        crumbs,
        notice,
        ribbon);
  }

  /** Whether the entry is the one under which this page lies. */
  public boolean current(Navigation.Entry entry) {
    return path.equals(entry.address()) || path.startsWith(entry.address() + "/");
  }

  /** The template, without {@code .jte}, with this page as its parameter {@code page}. */
  public ModelAndView view(String template) {
    return new ModelAndView(template, "page", this);
  }
}
