package dev.tenure.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/**
 * A person's browser window, in words of what people do and see. Every look waits until it is so.
 */
final class Window implements AutoCloseable {

  private final Page page;

  Window(Page page) {
    this.page = page;
  }

  Page page() {
    return page;
  }

  Window open(String path) {
    page.navigate(path);
    return this;
  }

  Window signIn(String email, String password) {
    return open("/signin").fill("E-mail", email).fill("Password", password).press("Sign in");
  }

  /** Presses a button by its words. */
  Window press(String words) {
    button(words).click();
    return this;
  }

  /** Follows a link by its words. */
  Window follow(String words) {
    link(words).first().click();
    return this;
  }

  /** Chooses an entry of the More menu. */
  Window chooseMore(String words) {
    page.locator("details.menu > summary").click();
    return follow(words);
  }

  /** Fills in the field whose label begins with these words. */
  Window fill(String label, String text) {
    field(label).fill(text);
    return this;
  }

  /** Chooses from the list whose label begins with these words. */
  Window choose(String label, String option) {
    field(label).selectOption(option);
    return this;
  }

  Window sees(String text) {
    assertThat(main()).containsText(text);
    return this;
  }

  Window seesNot(String text) {
    assertThat(main()).not().containsText(text);
    return this;
  }

  Window seesHeading(String text) {
    assertThat(page.locator("h1")).hasText(text);
    return this;
  }

  Window seesStatus(String word) {
    assertThat(page.locator("main .head .badge")).containsText(word);
    return this;
  }

  Window seesField(String label, String value) {
    assertThat(field(label)).hasValue(value);
    return this;
  }

  /** Sees exactly these buttons and links of the page itself, without its tabs and its rows. */
  Window canPressOnly(String... words) {
    assertThat(page.locator("main button:visible")).hasText(words);
    assertThat(page.locator("main details.menu")).hasCount(0);
    return this;
  }

  /** From now on {@link #hasStayed} tells whether the page was loaded again. */
  Window stays() {
    page.evaluate("() => { window.tenureStayed = true }");
    return this;
  }

  Window hasStayed() {
    org.assertj.core.api.Assertions.assertThat(page.evaluate("() => window.tenureStayed === true"))
        .as("the page was never loaded again")
        .isEqualTo(true);
    return this;
  }

  String secret() {
    return page.locator("code.secret").innerText();
  }

  private Locator main() {
    return page.locator("main");
  }

  private Locator field(String label) {
    // Chromium reads the pattern, and knows no \Q and \E.
    return main().getByLabel(Pattern.compile("^\\s*" + label.replace("(", "\\(")));
  }

  private Locator link(String words) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(words).setExact(true));
  }

  private Locator button(String words) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true));
  }

  @Override
  public void close() {
    page.context().close();
  }
}
