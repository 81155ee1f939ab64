package dev.tenure.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenure.platform.CustomerId;
import dev.tenure.platform.ResellerId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CustomerGridTest {

  private static AccountWorld world;
  private static ResellerId north;

  @BeforeAll
  static void open() {
    world = new AccountWorld();
    north = world.reseller("North");
    var dana = AccountWorld.dana(north);
    for (int i = 0; i < 60; i++) {
      CustomerId id =
          world.customer(north, i % 2 == 0 ? "Ácme %02d".formatted(i) : "bell %02d%%".formatted(i));
      if (i % 10 == 3) {
        world.disable(id, dana);
      }
      if (i % 10 == 7) {
        world.terminate(id, dana);
      }
    }
    world.customer(world.reseller("South"), "Acme of the South");
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static GridQuery query(
      String text,
      @Nullable Status status,
      GridQuery.Sort sort,
      boolean descending,
      @Nullable String cursor) {
    return new GridQuery(north, text, Optional.ofNullable(status), sort, descending, cursor, 7);
  }

  private static List<CustomerLine> walk(
      String text, @Nullable Status status, GridQuery.Sort sort, boolean descending) {
    List<CustomerLine> forward = new ArrayList<>();
    List<CustomerLine> backward = new ArrayList<>();
    GridPage page = world.the(CustomerGrid.class).page(query(text, status, sort, descending, null));
    forward.addAll(page.lines());
    while (page.next().isPresent()) {
      page =
          world
              .the(CustomerGrid.class)
              .page(query(text, status, sort, descending, page.next().get()));
      forward.addAll(page.lines());
    }
    backward.addAll(page.lines().reversed());
    while (page.previous().isPresent()) {
      page =
          world
              .the(CustomerGrid.class)
              .page(query(text, status, sort, descending, page.previous().get()));
      backward.addAll(page.lines().reversed());
    }
    Collections.reverse(backward);
    assertThat(backward).as("back again").isEqualTo(forward);
    return forward;
  }

  @Test
  @DisplayName("Every sort, both ways, pages forward and back over the same customers, each once")
  void pagesBothWays() {
    for (GridQuery.Sort sort : GridQuery.Sort.values()) {
      List<CustomerLine> up = walk("", null, sort, false);
      assertThat(up).as(sort.name()).hasSize(60).doesNotHaveDuplicates();
      assertThat(walk("", null, sort, true)).as(sort.name()).isEqualTo(up.reversed());
    }
  }

  @Test
  @DisplayName("By name is alphabetical without case, accents beside their letters")
  void alphabetical() {
    List<CustomerLine> lines = walk("", null, GridQuery.Sort.NAME, false);
    assertThat(lines.getFirst().name()).isEqualTo("Ácme 00");
    assertThat(lines.get(30).name()).isEqualTo("bell 01%");
  }

  @Test
  @DisplayName("The status filter and the counts agree; nothing of another reseller is there (B5)")
  void filters() {
    GridCounts counts =
        world.the(CustomerGrid.class).counts(query("", null, GridQuery.Sort.NAME, false, null));
    assertThat(counts)
        .isEqualTo(
            new GridCounts(
                new GridCounts.Counted(48, false),
                new GridCounts.Counted(6, false),
                new GridCounts.Counted(6, false)));
    for (Status status : Status.values()) {
      assertThat(walk("", status, GridQuery.Sort.NAME, false)).allMatch(l -> l.status() == status);
    }
    assertThat(walk("", Status.TERMINATED, GridQuery.Sort.STATUS, true)).hasSize(6);
  }

  @Test
  @DisplayName("Search matches part of any visible column, case ignored, and takes % literally")
  void searches() {
    assertThat(walk("BELL 0", null, GridQuery.Sort.NAME, false)).hasSize(5);
    assertThat(walk("ref-bell", null, GridQuery.Sort.CREATED, true)).hasSize(30);
    assertThat(walk("1 Nov 2026", null, GridQuery.Sort.NAME, false)).hasSize(60);
    assertThat(walk("terminat", null, GridQuery.Sort.NAME, false)).hasSize(6);
    assertThat(walk("disabled", null, GridQuery.Sort.STATUS, false)).hasSize(6);
    assertThat(walk("%", null, GridQuery.Sort.NAME, false)).hasSize(30);
    assertThat(walk("_", null, GridQuery.Sort.NAME, false)).isEmpty();
    assertThat(walk("acme of the south", null, GridQuery.Sort.NAME, false)).isEmpty();
  }

  @Test
  @DisplayName("What many match is found by its name's order: same customers, in each status")
  void broadSearches() {
    // Two letters are found without the index of words, as many are; four with it, as few are.
    for (GridQuery.Sort sort : GridQuery.Sort.values()) {
      for (boolean down : List.of(false, true)) {
        List<CustomerLine> all = walk("me 1", null, sort, down);
        assertThat(all).hasSize(5);
        assertThat(walk("é", null, sort, down)).hasSize(0);
        assertThat(walk("lt", null, sort, down)).isEmpty();
        assertThat(walk("ll", null, sort, down)).isEqualTo(walk("bell", null, sort, down));
        for (Status status : Status.values()) {
          assertThat(walk("ll", status, sort, down))
              .as(status + " " + sort)
              .isNotEmpty()
              .isEqualTo(walk("bell", status, sort, down))
              .allMatch(line -> line.status() == status);
        }
      }
    }
    GridQuery ofAll =
        new GridQuery(
            null, "me", Optional.of(Status.ACTIVE), GridQuery.Sort.NAME, false, null, 100);
    assertThat(world.the(CustomerGrid.class).page(ofAll).lines())
        .extracting(CustomerLine::name)
        .contains("Acme of the South")
        .hasSize(31);
  }

  @Test
  @DisplayName("Dates are searched as the list shows them, and by their parts")
  void searchesDates() {
    assertThat(walk("Nov", null, GridQuery.Sort.CREATED, false)).hasSize(60);
    assertThat(walk("ov 202", Status.DISABLED, GridQuery.Sort.NAME, true)).hasSize(6);
    assertThat(walk("Dec 2026", null, GridQuery.Sort.NAME, false)).isEmpty();
    assertThat(walk("2026", Status.TERMINATED, GridQuery.Sort.STATUS, false)).hasSize(6);
  }

  @Test
  @DisplayName("What a text means as a date: every date that contains it, in spans that touch")
  void datesOfText() {
    GridMatch day = GridMatch.of("2 Mar 2021", LocalDate.of(2026, 11, 25));
    assertThat(day.dates())
        .containsExactly(
            LocalDate.of(2021, 3, 2), LocalDate.of(2021, 3, 12), LocalDate.of(2021, 3, 22));
    assertThat(day.spans()).hasSize(3);
    assertThat(GridMatch.of("2021", LocalDate.of(2026, 11, 25)).spans()).hasSize(1);
    assertThat(GridMatch.of("dental", LocalDate.of(2026, 11, 25)).dates()).isEmpty();
  }

  @Test
  @DisplayName("A hand in the address bar gets the first page")
  void nonsenseCursor() {
    assertThat(
            world
                .the(CustomerGrid.class)
                .page(query("", null, GridQuery.Sort.NAME, false, "%%%"))
                .lines())
        .hasSize(7);
  }
}
