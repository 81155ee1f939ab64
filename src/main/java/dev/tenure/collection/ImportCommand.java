package dev.tenure.collection;

import dev.tenure.account.ImportedHistory;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import dev.tenure.platform.command.Beside;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The command {@code import}: brings finished queue_logs into the data. */
public final class ImportCommand {

  private static final int WRONG_USE = 2;
  private static final int NAMED = 20;

  private ImportCommand() {}

  private record Order(
      SourceId source,
      @Nullable ZoneId zone,
      @Nullable Charset charset,
      HistoryOrder history,
      List<Path> files) {}

  private static final class Misused extends Exception {
    private static final long serialVersionUID = 1L;

    Misused(String sentence) {
      super(sentence);
    }
  }

  /**
   * Imports, and prints what became of it.
   *
   * @param arguments {@code --source=ID}, {@code --zone=ZONE}, {@code --charset=NAME}, {@code
   *     --history-from=DAY}, {@code --history-to=DAY}, {@code --customer=ID}, files, and after
   *     {@code --} Spring properties as for serving
   * @return 0 when the files were read to their ends, whatever was skipped; 1 when something went
   *     wrong on the way; 2 for wrong use
   */
  public static int run(Class<?> application, String... arguments) {
    List<String> all = List.of(arguments);
    int end = all.indexOf("--");
    Order order;
    try {
      order = order(end < 0 ? all : all.subList(0, end));
    } catch (Misused misused) {
      System.err.println("tenure: " + misused.getMessage());
      return WRONG_USE;
    }
    List<String> settings = end < 0 ? List.of() : all.subList(end + 1, all.size());
    var opened = Beside.open(application, settings.toArray(String[]::new));
    if (opened.isEmpty()) {
      return 1;
    }
    try (var context = opened.get()) {
      return run(context, order, System.out, System.err);
    }
  }

  private static Order order(List<String> words) throws Misused {
    SourceId source = null;
    ZoneId zone = null;
    Charset charset = null;
    HistoryOrder history = HistoryOrder.none();
    List<Path> files = new ArrayList<>();
    for (String word : words) {
      if (word.startsWith("--source=")) {
        source = source(word.substring("--source=".length()));
      } else if (word.startsWith("--zone=")) {
        zone = zone(word.substring("--zone=".length()));
      } else if (word.startsWith("--charset=")) {
        charset = charset(word.substring("--charset=".length()));
      } else if (HistoryOrder.isOption(word)) {
        history = history.with(word);
      } else if (word.startsWith("--")) {
        throw new Misused("import knows no option '%s'.".formatted(word));
      } else {
        files.add(file(word));
      }
    }
    if (source == null) {
      throw new Misused("Say into which phone system to import, with --source.");
    }
    if (files.isEmpty()) {
      throw new Misused("Name at least one queue_log to import.");
    }
    if (!history.isWhole()) {
      throw new Misused("--history-to and --customer need --history-from.");
    }
    return new Order(source, zone, charset, history, files);
  }

  private static SourceId source(String word) throws Misused {
    try {
      return new SourceId(UUID.fromString(word));
    } catch (IllegalArgumentException noId) {
      throw new Misused(
          "'%s' is no id of a phone system; its page's address ends with it.".formatted(word));
    }
  }

  private static ZoneId zone(String word) throws Misused {
    try {
      return ZoneId.of(word);
    } catch (DateTimeException noZone) {
      throw new Misused("'%s' is no time zone; write one like Europe/London.".formatted(word));
    }
  }

  private static Charset charset(String word) throws Misused {
    return LogCharset.named(word)
        .orElseThrow(
            () -> new Misused("'%s' is no encoding; write one like ISO-8859-2.".formatted(word)));
  }

  private static Path file(String word) throws Misused {
    Path file = Path.of(word);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new Misused("There is no file '%s' that can be read.".formatted(word));
    }
    return file;
  }

  private static int run(
      ApplicationContext context, Order order, PrintStream out, PrintStream err) {
    List<QueueLogs.Log> logs =
        order.files().stream()
            .map(file -> new QueueLogs.Log(file.toString(), () -> open(file)))
            .toList();
    Actor actor = Actor.system("import");
    try {
      Source source = context.getBean(Sources.class).require(order.source(), actor);
      order.history().make(context.getBean(ImportedHistory.class), source, actor, out);
      QueueLogs.Outcome outcome =
          context
              .getBean(QueueLogs.class)
              .run(source.id(), logs, order.zone(), order.charset(), actor, new Now(err));
      tell(out, order, outcome.report());
      return 0;
    } catch (Refused refused) {
      err.println(
          "tenure: "
              + (refused.refusal() instanceof Refusal.NotFound
                  ? "There is no phone system " + order.source() + "."
                  : refused.refusal().sentence()));
    } catch (IOException broken) {
      err.println("tenure: A file can't be read: " + broken.getMessage() + again());
    } catch (DataAccessException | TransactionException gone) {
      err.println("tenure: The database can't be reached: " + gone.getMessage() + again());
    }
    return 1;
  }

  private static String again() {
    return ". What was imported so far is stored; importing again does it no harm.";
  }

  private static InputStream open(Path file) throws IOException {
    InputStream plain = new BufferedInputStream(Files.newInputStream(file));
    return file.toString().endsWith(".gz") ? new GZIPInputStream(plain) : plain;
  }

  /** Says every so many lines how far it is. */
  private static final class Now implements QueueLogs.Progress {
    private static final long EVERY = 10_000;
    private final PrintStream err;
    private long next = EVERY;

    Now(PrintStream err) {
      this.err = err;
    }

    @Override
    public void at(long bytes, ImportReport report) {
      if (report.lines() >= next) {
        next = report.lines() + EVERY;
        err.printf(
            "%,d lines read, %,d events stored, %,d duplicates, %,d lines skipped%n",
            report.lines(), report.accepted(), report.duplicates(), report.skippedLines());
      }
    }
  }

  private static void tell(PrintStream out, Order order, ImportReport report) {
    out.printf("Imported into phone system %s%n", order.source());
    out.printf("%,14d lines read%n", report.lines());
    out.printf("%,14d events stored%n", report.accepted());
    out.printf("%,14d events stored before%n", report.duplicates());
    report.skipped().forEach((reason, n) -> out.printf("%,14d lines skipped: %s%n", n, reason));
    report.remarked().forEach((what, n) -> out.printf("%,14d lines taken: %s%n", n, what));
    report.examples().stream()
        .limit(NAMED)
        .forEach(each ->
            out.printf(
                "%s:%d: %s: %s%n", each.file(), each.line(), each.reason(), each.sentence()));
    long named = report.skippedLines() + report.remarkedLines();
    if (named > NAMED) {
      out.printf("… and %,d more lines%n", named - NAMED);
    }
  }
}
