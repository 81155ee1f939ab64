package dev.tenure.platform.web;

import dev.tenure.platform.PlatformClock;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Makes the page that answers a request. */
@Component
public class Pages {

  private final List<ShellSource> shells;
  private final List<Navigation> navigations;
  private final Texts texts;
  private final Assets assets;
  private final PlatformClock clock;
  private final boolean demo;

  Pages(
      List<ShellSource> shells,
      List<Navigation> navigations,
      Texts texts,
      Assets assets,
      PlatformClock clock,
      @Value("${tenure.demo:false}") boolean demo) {
    this.shells = List.copyOf(shells);
    this.navigations = List.copyOf(navigations);
    this.texts = texts;
    this.assets = assets;
    this.clock = clock;
    this.demo = demo;
  }

  /** A page with the frame of the one who sent the request, not yet titled. */
  public Page of(HttpServletRequest request) {
    Shell shell =
        shells.stream()
            .flatMap(source -> source.shell(request).stream())
            .findFirst()
            .orElseGet(Shell::nobody);
    return page(request, shell);
  }

  /** A page that looks the same for everybody; it asks nobody who the sender is. */
  public Page bare(HttpServletRequest request) {
    return page(request, Shell.nobody());
  }

  private Page page(HttpServletRequest request, Shell shell) {
    List<Navigation.Entry> entries =
        navigations.stream()
            .filter(navigation -> navigation.area().equals(shell.area()))
            .flatMap(navigation -> navigation.entries().stream())
            .filter(entry -> shell.may(entry.grant()))
            .toList();
    Instant now = clock.now();
    return new Page(
        shell,
        entries,
        texts,
        new Formats(texts, shell.zone(), now),
        assets,
        () -> Csrf.of(request),
        () -> CreatingForm.keyFor(request, now),
        request.getRequestURI(),
        now,
        "",
        List.of(),
        null,
        demo ? "platform.demo" : "");
  }
}
