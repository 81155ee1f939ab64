package dev.tenure.reseller;

import dev.tenure.account.Words;
import dev.tenure.collection.ImportReport;
import dev.tenure.collection.LogCharset;
import dev.tenure.collection.QueueLogs;
import dev.tenure.collection.Source;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.SourceKind;
import dev.tenure.collection.Sources;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Characters;
import dev.tenure.platform.Refused;
import dev.tenure.platform.web.CreatingForm;
import dev.tenure.platform.web.Page;
import dev.tenure.platform.web.Problems;
import dev.tenure.platform.web.Typed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Import of a queue_log into a phone system. The file is the body of the request and is imported as
 * it comes, so that it takes no room, and so that the browser's own progress is the import's.
 */
@Controller
class ImportController {

  private static final int LONGEST_NAME = 120;

  private final Sources sources;
  private final QueueLogs imports;
  private final ImportPages shown;

  ImportController(Sources sources, QueueLogs imports, ImportPages shown) {
    this.sources = sources;
    this.imports = imports;
    this.shown = shown;
  }

  @GetMapping(Paths.SYSTEM_IMPORT)
  ModelAndView show(Page page, Actor actor, @PathVariable String source, Typed asked) {
    return view(page, require(source, actor), asked, Problems.none(), actor);
  }

  @GetMapping(Paths.SYSTEM_IMPORT + ".csv")
  void csv(
      Page page,
      Actor actor,
      @PathVariable String source,
      Typed asked,
      HttpServletResponse response)
      throws IOException {
    shown.csv(page, require(source, actor), asked, actor, response);
  }

  @GetMapping(Paths.SYSTEM_IMPORT_RUN)
  ModelAndView report(
      Page page, Actor actor, @PathVariable String source, @PathVariable String run, Typed asked) {
    return shown.report(page, require(source, actor), run, asked, actor);
  }

  @GetMapping(Paths.SYSTEM_IMPORT_RUN + ".csv")
  void reportCsv(
      Page page,
      Actor actor,
      @PathVariable String source,
      @PathVariable String run,
      Typed asked,
      HttpServletResponse response)
      throws IOException {
    shown.reportCsv(page, require(source, actor), run, asked, actor, response);
  }

  @PostMapping(Paths.SYSTEM_IMPORT)
  ModelAndView run(
      Page page,
      Actor actor,
      @PathVariable String source,
      @RequestParam(defaultValue = "") String file,
      @RequestParam(defaultValue = "") String times,
      CreatingForm sent,
      @RequestParam(defaultValue = "") String charset,
      HttpServletRequest request)
      throws IOException {
    Source into = require(source, actor);
    Typed typed = new Typed(Map.of("times", times, "charset", charset));
    try {
      ZoneId zone = zone(times);
      Charset written = charset(charset);
      String name = name(file);
      Optional<String> before = sent.ledBefore();
      if (before.isPresent()) {
        return new ModelAndView("redirect:" + before.get());
      }
      InputStream body = content(name, new BoundedUpload(request.getInputStream()));
      QueueLogs.Outcome outcome =
          imports.run(
              into.id(),
              List.of(new QueueLogs.Log(name, () -> body)),
              zone,
              written,
              actor,
              new Begun(into.id(), sent));
      return new ModelAndView("redirect:" + Begun.report(into.id(), outcome.run()));
    } catch (ZipException | EOFException broken) {
      return view(
          page, into, typed, Problems.at("file", page.text("reseller.import.broken")), actor);
    } catch (Refused refused) {
      // The same form, sent twice at the same time: both lead to the report of the first.
      if (refused.refusal().code().equals(CreatingForm.UNDER_WAY)) {
        return new ModelAndView("redirect:" + sent.ledBefore().orElseThrow());
      }
      return view(page, into, typed, Problems.of(refused), actor);
    }
  }

  /** Takes the form's key when the import begins: sent again, it leads to the same report (A23). */
  private record Begun(SourceId source, CreatingForm sent) implements QueueLogs.Progress {

    static String report(SourceId source, UUID run) {
      return Paths.of(source) + "/import/" + run;
    }

    @Override
    public void begun(UUID run) {
      sent.begun(report(source, run));
    }

    @Override
    public void at(long bytes, ImportReport report) {}
  }

  private Source require(String source, Actor actor) {
    Source found = sources.require(SourceId.parse(source), actor);
    if (found.kind() == SourceKind.FREESWITCH) {
      throw SourceId.unknown();
    }
    return found;
  }

  private static @Nullable ZoneId zone(String word) {
    try {
      return word.isBlank() ? null : ZoneId.of(word.strip());
    } catch (DateTimeException noZone) {
      throw Words.invalid(
          "times", "zone-unknown", "Enter a time zone like Europe/London, or leave it empty.");
    }
  }

  private static @Nullable Charset charset(String word) {
    return word.isBlank()
        ? null
        : LogCharset.named(word)
            .orElseThrow(() ->
                Words.invalid(
                    "charset",
                    "charset-unknown",
                    "Enter an encoding like ISO-8859-2, or leave it empty."));
  }

  private static String name(String file) {
    String name =
        Characters.shown(
            file.codePoints()
                .filter(c -> !Character.isISOControl(c))
                .limit(LONGEST_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
    if (name.isBlank()) {
      throw Words.invalid("file", "file-missing", "Choose the file to import.");
    }
    return name;
  }

  private static InputStream content(String name, InputStream body) throws IOException {
    InputStream buffered = new BufferedInputStream(body);
    return name.endsWith(".gz") ? new BoundedUpload(new GZIPInputStream(buffered)) : buffered;
  }

  private ModelAndView view(
      Page viewed, Source source, Typed typed, Problems problems, Actor actor) {
    return shown.list(viewed, source, typed, problems, actor);
  }
}
