package dev.tenure.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import dev.tenure.collection.SourceId;
import dev.tenure.collection.Sources;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The import of a queue_log: its form, the list of what was imported, and each one's report. */
@ExtendWith(SharedWorld.class)
class ImportScreensTest {

  private static SourceId source(BrowserWorld world, Somebody who, String name) {
    var customer = world.customer(name, "", Duration.ofDays(3), who);
    return world.the(Sources.class).create(customer, "Old PBX", who.actor()).source().id();
  }

  private static void send(Window window, String log) {
    window
        .page()
        .locator("#file")
        .setInputFiles(
            new FilePayload("queue_log", "text/plain", log.getBytes(StandardCharsets.UTF_8)));
    window.press("Import");
  }

  @Test
  @DisplayName(
      "A queue_log is imported on the page of its phone system; the report has an address of its"
          + " own, and says what was left out and why")
  void queueLog(BrowserWorld world) {
    Somebody ida = world.resellerPerson(world.reseller("Importers"), "Ida");
    SourceId source = source(world, ida, "Imported Customer");
    long epoch = world.now().getEpochSecond() - 600;
    String log =
        """
        %d|u.1|support|NONE|ENTERQUEUE||0612345678|1
        %d|u.1|support|Ann|CONNECT|5|u.2|4
        %d|u.1|support|Ann|COMPLETECALLER|5|20|1
        nonsense
        1075000000|u.0|support|NONE|ENTERQUEUE||0612345678|1
        """
            .formatted(epoch, epoch + 5, epoch + 25);
    String path = "/reseller/phone-systems/" + source;
    Visitor download = new Visitor(world, ida);
    try (Window window = world.windowOf(ida)) {
      Eye eye = new Eye(window);
      Page page = window.open(path).page();
      page.locator("a[href$='/import']").click();
      window.sees("Nothing was imported yet");
      eye.look("reseller-import");

      send(window, log);
      window.sees("What became of it").sees("The file was read to its end.");
      window.sees("queue_log:4").sees("queue_log:5").sees("outside service");
      String report = page.url();
      assertThat(report).contains(path + "/import/");
      eye.look("reseller-import-report");
      page.locator("th a", new Page.LocatorOptions().setHasText("Reason")).click();
      assertThat(page.url()).startsWith(report).contains("sort=reason");
      assertThat(page.locator("tbody tr").first().textContent()).contains("queue_log:4");
      page.locator("th a", new Page.LocatorOptions().setHasText("Reason")).click();
      assertThat(page.url()).contains("dir=desc");
      assertThat(page.locator("tbody tr").first().textContent()).contains("queue_log:5");
      String run = report.substring(report.indexOf("/reseller"));
      eye.at("reseller-import-report-none", run + "?q=xyzzy");
      assertThat(download.get(run + ".csv?q=outside").body())
          .contains("queue_log,5,outside-service")
          .doesNotContain("malformed");

      // Again: nothing is doubled, and both are listed.
      window.open(path + "/import");
      send(window, log);
      window.sees("What became of it").sees("The file was read to its end.");
      window.open(path + "/import?sort=accepted&dir=desc");
      assertThat(page.locator("tbody tr").count()).isEqualTo(2);
      assertThat(page.locator("tbody tr").last().textContent()).contains("Done");
      eye.at("reseller-import-list", path + "/import")
          .at("reseller-import-none", path + "/import?q=xyzzy");
      assertThat(eye.complaints()).isEmpty();
    }
    assertThat(download.get(path + "/import.csv").body().lines()).hasSize(3);
  }

  @Test
  @DisplayName("A23: a file sent twice by one form is one import, with one report")
  void twice(BrowserWorld world) {
    Somebody iris = world.resellerPerson(world.reseller("Twice Importers"), "Iris");
    SourceId source = source(world, iris, "Twice Imported");
    String path = "/reseller/phone-systems/" + source + "/import";
    Visitor visitor = new Visitor(world, iris);
    String key =
        visitor.get(path).body().replaceFirst("(?s).*name=\"formKey\" value=\"([^\"]+)\".*", "$1");
    var fields = Map.of("file", "queue_log", "times", "", "formKey", key);
    long epoch = world.now().getEpochSecond() - 600;
    String log = "%d|u.9|support|NONE|ENTERQUEUE||0612345678|1\n".formatted(epoch);
    Visitor.Answer first = visitor.upload(path, fields, log);
    assertThat(first.status()).as(first.body()).isEqualTo(302);
    assertThat(visitor.upload(path, fields, log).location()).isEqualTo(first.location());
    assertThat(visitor.get(path + ".csv").body().lines()).hasSize(2);
    Visitor.Answer keyless =
        visitor.upload(path, Map.of("file", "queue_log", "times", "Asia/Tokyo"), log);
    assertThat(keyless.status()).isEqualTo(422);
    assertThat(keyless.body()).contains("one-time key", "value=\"Asia/Tokyo\"");
  }

  @Test
  @DisplayName("Many imports are turned page by page, and one whose process was killed says so")
  void many(BrowserWorld world) {
    Somebody ivo = world.resellerPerson(world.reseller("Many Importers"), "Ivo");
    SourceId source = source(world, ivo, "Much Imported");
    world
        .database()
        .jdbc()
        .sql(
            """
            INSERT INTO queue_log_import (
              source_id, files, begun_at, begun_by, moved_at, ended_at, whole, lines, skipped)
            SELECT :source, 'queue_log.' || i, at, 'Ivo', at, CASE WHEN i <> 3 THEN at END,
                   CASE WHEN i <> 3 THEN i <> 5 END, i * 1000, abs(i - 3)
            FROM generate_series(1, 120) AS i,
                 LATERAL (SELECT tenure_now() - i * interval '1 hour' AS at) AS t
            """)
        .param("source", source.value())
        .update();
    String path = "/reseller/phone-systems/" + source + "/import";
    try (Window window = world.windowOf(ivo)) {
      Eye eye = new Eye(window);
      Page page = window.open(path).page();
      window.sees("1–50 of 120").sees("Silent").sees("Broken off");
      eye.look("reseller-import-many");
      page.locator("a[rel=next]").click();
      assertThat(page.url()).contains("at=2");
      window.sees("51–100 of 120");
      window.open(path + "?q=queue_log.11&sort=lines");
      assertThat(page.locator("tbody tr").first().textContent()).contains("queue_log.11");
      assertThat(page.locator("tbody tr").count()).isEqualTo(11);
      window.open(path + "?q=queue_log.3&sort=lines");
      page.locator("tbody tr a").first().click();
      window.sees("Nothing has come for two minutes").sees("No line was left out");
      eye.look("reseller-import-silent");
      assertThat(eye.complaints()).isEmpty();
    }
  }
}
