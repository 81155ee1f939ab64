package dev.tenure.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Looks at one screen after the other, wide and narrow, by day and by night; keeps a picture of
 * each look and a list of what a person would stumble over.
 */
final class Eye {

  private static final Path PICTURES = Path.of("target", "screens");
  private static final int WIDE = 1280;
  private static final int NARROW = 390;
  private static final Set<String> GRAVE = Set.of("serious", "critical");
  private static final String OVERFLOW =
      """
      () => {
        const room = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= room) return "";
        return [...document.querySelectorAll("body *")]
          .filter((e) => e.getBoundingClientRect().right > room + 1)
          .slice(0, 3)
          .map((e) => e.tagName.toLowerCase() + "." + e.className)
          .join(", ") || "something";
      }
      """;

  /** Text that runs out of the height that its element was given, and over what follows. */
  private static final String SPILLING =
      """
      () => [...document.querySelectorAll("main *")]
        .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())
          || e.matches(":has(> strong, > b)"))
        .filter((e) => e.clientHeight > 1 && e.scrollHeight > e.clientHeight + 8)
        .filter((e) => getComputedStyle(e).overflowY === "visible")
        .slice(0, 3)
        .map((e) => e.tagName.toLowerCase() + "." + e.className)
        .join(", ")
      """;

  /** The entry that one is at, in a strip that is scrolled past it. */
  private static final String HIDDEN =
      """
      () => [...document.querySelectorAll(":is(.nav, .seg, .tabs) > [aria-current]")]
        .filter((e) => {
          const strip = e.parentElement.getBoundingClientRect();
          const entry = e.getBoundingClientRect();
          return entry.left < strip.left - 1 || entry.right > strip.right + 1;
        })
        .map((e) => e.textContent.trim())
        .join(", ")
      """;

  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private String screen = "";

  Eye(Window window) {
    page = window.page();
    page.onPageError(error -> complaints.add(screen + ": script failed: " + error));
    page.onConsoleMessage(message -> {
      // The answer's own status, as that of a refusal, is no error of the page.
      if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
        complaints.add(screen + ": console: " + message.text());
      }
    });
  }

  /** Looks at the page at that path. */
  Eye at(String name, String path) {
    screen = name;
    page.setViewportSize(WIDE, 900);
    paint(ColorScheme.LIGHT);
    page.navigate(path);
    return look(name);
  }

  /** Looks at the page as it is, after somebody has done something there. */
  Eye look(String name) {
    screen = name;
    page.waitForLoadState(LoadState.LOAD);
    for (int width : List.of(WIDE, NARROW)) {
      page.setViewportSize(width, width == WIDE ? 900 : 844);
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        paint(scheme);
        String look = "%s-%d-%s".formatted(name, width, scheme.name().toLowerCase(Locale.ROOT));
        page.screenshot(
            new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(look + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setFullPage(true));
        if ((width == WIDE) == (scheme == ColorScheme.LIGHT)) {
          rules(look);
        }
      }
      Object over = page.evaluate(OVERFLOW);
      if (!"".equals(over)) {
        complaints.add("%s is wider than %d px: %s".formatted(name, width, over));
      }
      Object spilling = page.evaluate(SPILLING);
      if (!"".equals(spilling)) {
        complaints.add("%s has too little room at %d px: %s".formatted(name, width, spilling));
      }
      Object hidden = page.evaluate(HIDDEN);
      if (!"".equals(hidden)) {
        complaints.add("%s doesn't show where one is at %d px: %s".formatted(name, width, hidden));
      }
    }
    return this;
  }

  /** Without transitions, so that no look is caught between day and night. */
  private void paint(ColorScheme scheme) {
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(scheme)
            .setReducedMotion(ReducedMotion.REDUCE));
  }

  /** WCAG, as far as a machine can tell. */
  private void rules(String look) {
    for (Rule rule : new AxeBuilder(page).setLegacyMode(true).analyze().getViolations()) {
      if (GRAVE.contains(rule.getImpact())) {
        rule.getNodes()
            .forEach(node ->
                complaints.add(
                    "%s: %s: %s: %s"
                        .formatted(look, rule.getId(), rule.getHelp(), node.getHtml().strip())));
      }
    }
  }

  /** A picture for the README. */
  void picture(String file) {
    page.setViewportSize(WIDE, 800);
    paint(ColorScheme.LIGHT);
    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("docs", "images", file)));
  }

  /** Everything that was found wrong so far. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }
}
