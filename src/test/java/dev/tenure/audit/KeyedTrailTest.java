package dev.tenure.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tenure.audit.keys.TrailKey;
import dev.tenure.audit.keys.TrailKeys;
import dev.tenure.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever owns the database tries to change the trail, and hashes it again as Tenure would. */
class KeyedTrailTest {

  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String NEXT = "//ECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final UUID ACME = new UUID(2, 1);
  private static final UUID OTHER = new UUID(2, 2);

  @TempDir Path directory;
  private TestDatabase database;
  private TrailWorld world;

  @BeforeEach
  void begin() throws IOException {
    database = TestDatabase.fresh();
    database.freezeClock(Instant.parse("2026-11-01T09:00:00Z"));
    world = keyed(KEY);
    world.checkpoint();
  }

  @AfterEach
  void end() {
    database.close();
  }

  private TrailWorld keyed(String... keys) {
    return new TrailWorld(database, directory, TrailKeys.of(keys));
  }

  private void write(UUID chain, String... reasons) {
    for (String reason : reasons) {
      world.write(chain, reason);
      database.advanceClock(Duration.ofSeconds(1));
    }
  }

  private void asOwner(String sql) {
    database.jdbc().sql("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only").update();
    database.jdbc().sql(sql).update();
    database.jdbc().sql("ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_append_only").update();
    rehash();
  }

  /** Makes every chain fit again, and every head. */
  private void rehash() {
    database.jdbc().sql("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only").update();
    database
        .jdbc()
        .sql(
            """
            DELETE FROM audit_chain c
            WHERE NOT EXISTS (SELECT FROM audit_entry e WHERE e.chain_id = c.chain_id)
            """)
        .update();
    List<AuditReadStore.Linked> all = new ArrayList<>();
    new AuditReadStore(database.jdbc()).eachLinked(null, all::add);
    byte[] before = {};
    long seq = 0;
    UUID chain = null;
    for (AuditReadStore.Linked linked : all) {
      AuditLine line = linked.line();
      if (!line.entry().chain().equals(chain)) {
        chain = line.entry().chain();
        before = new byte[0];
        seq = 0;
      }
      seq++;
      before = AuditHash.of(before, seq, line.at(), line.entry(), linked.seal());
      database
          .jdbc()
          .sql(
              "UPDATE audit_entry SET hash = :hash, seq = :to WHERE chain_id = :chain AND seq ="
                  + " :seq")
          .param("hash", before)
          .param("to", seq)
          .param("chain", chain)
          .param("seq", line.seq())
          .update();
      database
          .jdbc()
          .sql(
              """
              INSERT INTO audit_chain
              VALUES (:chain, :seq, :hash)
              ON CONFLICT (chain_id) DO UPDATE
              SET seq = EXCLUDED.seq,
                  hash = EXCLUDED.hash
              """)
          .param("hash", before)
          .param("chain", chain)
          .param("seq", seq)
          .update();
    }
    database.jdbc().sql("ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_append_only").update();
    assertThat(world.verification().run().violations()).as("its hashes fit").isEmpty();
  }

  private String found() {
    List<String> found = world.f4().violations();
    assertThat(found).isNotEmpty();
    return found.getFirst();
  }

  @Test
  @DisplayName("F4: an untouched trail fits its seals and checkpoints, before one and after it")
  void untouched() throws IOException {
    write(ACME, "one", "two");
    assertThat(world.f4().violations()).isEmpty();
    assertThat(world.f4().notes())
        .singleElement()
        .asString()
        .contains("2 entries are in no checkpoint");
    world.checkpoint();
    assertThat(world.f4().violations()).isEmpty();
    assertThat(world.f4().notes()).isEmpty();
    write(OTHER, "one");
    world.checkpoint();
    write(ACME, "three");
    world.checkpoint();
    assertThat(world.f4().violations()).isEmpty();
    assertThat(world.f4().checked()).isEqualTo(4);
    assertThat(world.verification().chain(ACME).sealed()).isEqualTo(3);
    assertThat(world.verification().chain(ACME).violation()).isEmpty();
  }

  @Test
  @DisplayName(
      "F4: an entry that is changed and hashed again is found, before any checkpoint saw it")
  void rehashedEdit() throws IOException {
    write(ACME, "one", "two", "three");
    asOwner("UPDATE audit_entry SET reason = 'nicer' WHERE seq = 2");
    assertThat(found()).contains("entry 2 of chain " + ACME, "isn't what was written");
    assertThat(world.verification().chain(ACME).violation()).isPresent();
  }

  @Test
  @DisplayName("F4: what a seal doesn't cover, instant and order, is covered by checkpoints")
  void instantAndOrder() throws IOException {
    write(ACME, "one", "two", "three");
    world.checkpoint();
    asOwner("UPDATE audit_entry SET at = at - interval '1 day' WHERE seq = 2");
    assertThat(found())
        .contains(
            "entry 3 of chain " + ACME, "hashed again", "checkpoint 2 of 2026-11-01T09:00:03Z");
  }

  @Test
  @DisplayName("F4: entries that change places are found")
  void swapped() throws IOException {
    write(ACME, "one", "two", "three");
    world.checkpoint();
    asOwner("UPDATE audit_entry SET seq = CASE seq WHEN 1 THEN 102 ELSE 101 END WHERE seq < 3");
    assertThat(found()).contains("of chain " + ACME, "checkpoint 2");
  }

  @Test
  @DisplayName("F4: an end that is cut off is found, and so when others are written behind the cut")
  void cutOff() throws IOException {
    write(ACME, "one", "two", "three");
    world.checkpoint();
    asOwner("DELETE FROM audit_entry WHERE seq = 3");
    assertThat(found())
        .contains("chain " + ACME + " was cut off: it ends with entry 2")
        .contains("checkpoint 2 of 2026-11-01T09:00:03Z saw 3 entries");
    write(ACME, "another three", "four", "five");
    world.checkpoint();
    assertThat(found()).contains("entry 3 of chain " + ACME, "checkpoint 2");
  }

  @Test
  @DisplayName("F4: a chain that is gone with its head is found, and so when it begins again")
  void goneChain() throws IOException {
    write(ACME, "one", "two");
    world.checkpoint();
    asOwner("DELETE FROM audit_entry");
    assertThat(found()).contains("chain " + ACME + " is gone", "saw 2 entries");
    write(ACME, "a new one", "a new two");
    world.checkpoint();
    assertThat(found()).contains("of chain " + ACME, "checkpoint 2");
  }

  @Test
  @DisplayName("F4: an entry that is added needs a key, and one that is copied is there twice")
  void inserted() {
    write(ACME, "one", "two");
    asOwner(
        """
        INSERT INTO audit_entry
        SELECT (jsonb_populate_record(e, '{"seq": 3, "mac": null, "nonce": null, "mac_key": null}')).*
        FROM audit_entry e
        WHERE seq = 1
        """);
    assertThat(found()).contains("entry 3 of chain " + ACME, "has no keyed seal");
    asOwner("DELETE FROM audit_entry WHERE seq = 3");
    asOwner(
        """
        INSERT INTO audit_entry
        SELECT (jsonb_populate_record(e, '{"seq": 3}')).*
        FROM audit_entry e
        WHERE seq = 1
        """);
    assertThat(found()).contains("entry 3 of chain " + ACME, "is there a second time");
    asOwner("UPDATE audit_entry SET mac_key = 'abcdef01' WHERE seq = 3");
    assertThat(found()).contains("names the key “abcdef01”");
  }

  @Test
  @DisplayName("F4: another chain's entry doesn't fit, nor half a seal")
  void moved() {
    write(ACME, "one");
    write(OTHER, "one");
    asOwner("UPDATE audit_entry SET nonce = NULL WHERE chain_id = '" + OTHER + "'");
    assertThat(found()).contains("of chain " + OTHER, "isn't what was written");
    asOwner("DELETE FROM audit_entry WHERE chain_id = '" + OTHER + "'");
    asOwner("UPDATE audit_entry SET chain_id = '" + OTHER + "'");
    assertThat(world.f4().violations().getFirst()).contains("isn't what was written");
  }

  @Test
  @DisplayName(
      "F4: entries from before there was a key are kept by hash, which is said; later ones aren't")
  void fromBefore() throws IOException {
    // What the database remembers of the series in the other directory.
    database.jdbc().sql("DELETE FROM audit_checkpoint").update();
    Path fresh = Files.createDirectory(directory.resolve("fresh"));
    world = new TrailWorld(database, fresh, TrailKeys.of());
    write(ACME, "old one", "old two");
    assertThat(world.f4().notes()).anyMatch(note -> note.startsWith("NOT KEYED"));
    world = new TrailWorld(database, fresh, TrailKeys.of(KEY));
    write(ACME, "early three");
    world.checkpoint();
    write(ACME, "four");
    assertThat(world.f4().violations()).isEmpty();
    assertThat(world.f4().notes())
        .anyMatch(note -> note.contains("2 entries are kept by hash only"));
    asOwner("UPDATE audit_entry SET reason = 'nicer' WHERE seq = 1");
    assertThat(found()).contains("of chain " + ACME, "checkpoint 1");
    asOwner("UPDATE audit_entry SET reason = 'old one' WHERE seq = 1");
    assertThat(world.f4().violations()).isEmpty();
    asOwner("UPDATE audit_entry SET mac_key = NULL, nonce = NULL, mac = NULL WHERE seq = 4");
    assertThat(found()).contains("entry 4 of chain " + ACME, "has no keyed seal");
  }

  private Path file() throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(f -> f.toString().endsWith(".jsonl")).findFirst().orElseThrow();
    }
  }

  @Test
  @DisplayName("F4: a checkpoint that is changed, taken out, cut off or thrown away is missed")
  void checkpointsChanged() throws IOException {
    write(ACME, "one");
    world.checkpoint();
    write(ACME, "two");
    world.checkpoint();
    List<String> lines = Files.readAllLines(file());
    assertThat(lines).hasSize(3);

    Files.write(file(), List.of(lines.get(0), lines.get(2)));
    assertThat(found()).contains("checkpoint 3", "doesn't follow");
    Files.write(file(), lines.subList(1, 3));
    assertThat(found()).contains("checkpoint 2", "doesn't follow");
    Files.write(file(), List.of(lines.get(0), lines.get(1).replace(",1,", ",2,"), lines.get(2)));
    assertThat(found()).contains("doesn't follow");
    Files.write(file(), List.of(lines.get(0), lines.get(1), lines.get(2).replace(",2,", ",1,")));
    assertThat(found()).contains("checkpoint 3", "its signature doesn't fit");
    Files.write(file(), List.of(lines.get(0), "{}", lines.get(2)));
    assertThat(found()).contains("line 2", "is no checkpoint");
    Files.write(file(), lines.subList(0, 2));
    assertThat(found()).contains("checkpoint 3", "is missing", "the database remembers it");
    Files.delete(file());
    assertThat(found()).contains("is missing");
  }

  @Test
  @DisplayName("F4: half a line, as a crash leaves it, is dropped, and the series goes on")
  void halfALine() throws IOException {
    write(ACME, "one");
    world.checkpoint();
    Files.writeString(file(), "{\"tenure-check", java.nio.file.StandardOpenOption.APPEND);
    assertThat(world.f4().violations()).isEmpty();
    write(ACME, "two");
    world.checkpoint();
    assertThat(Files.readAllLines(file())).hasSize(3);
    assertThat(world.f4().violations()).isEmpty();
  }

  @Test
  @DisplayName("F4: a new key is vouched for by the one before; entries of both are checked")
  void rotated() throws IOException {
    write(ACME, "one");
    world.checkpoint();
    world = keyed(NEXT, KEY);
    write(ACME, "two");
    world.checkpoint();
    assertThat(world.f4().violations()).isEmpty();
    assertThat(world.f4().notes()).isEmpty();
    // The old public key alone is enough to follow.
    String old = TrailKey.parse(KEY, "").verifying().text();
    TrailWorld outsider = new TrailWorld(database, directory, TrailKeys.of().and(old));
    assertThat(outsider.f4().violations())
        .singleElement()
        .asString()
        .contains("names the key “" + TrailKey.parse(NEXT, "").id());
    asOwner("UPDATE audit_entry SET reason = 'nicer' WHERE seq = 1");
    assertThat(found()).contains("entry 1 of chain " + ACME);
  }

  @Test
  @DisplayName("F4: a lost key is missed, until its public half says that it is known to be lost")
  void lostKey() throws IOException {
    write(ACME, "one");
    world.checkpoint();
    world = keyed(NEXT);
    write(ACME, "two");
    try (CheckpointTaking taking = world.taking()) {
      taking.rotate();
      taking.take();
      assertThat(taking.problem().orElseThrow()).contains("isn't among the trail's keys");
    }
    assertThat(found()).contains("isn't among the trail's keys");
    String lost = TrailKey.parse(KEY, "").verifying().text();
    world = new TrailWorld(database, directory, TrailKeys.of(NEXT).and(lost));
    assertThat(world.f4().violations()).isEmpty();
    assertThat(world.f4().notes()).anyMatch(note -> note.contains("1 entries sealed with key"));
    asOwner("UPDATE audit_entry SET reason = 'nicer' WHERE seq = 1");
    assertThat(found()).contains("entry 1 of chain " + ACME, "hashed again");
  }

  @Test
  @DisplayName("F4: who has only public key and checkpoints finds what is hashed again or cut")
  void publicKeyOnly() throws IOException {
    write(ACME, "one", "two");
    world.checkpoint();
    String printed = TrailKey.parse(KEY, "").verifying().text();
    TrailWorld outsider = new TrailWorld(database, directory, TrailKeys.of().and(printed));
    assertThat(outsider.f4().violations()).isEmpty();
    assertThat(outsider.f4().notes()).anyMatch(note -> note.contains("2 entries sealed with key"));
    asOwner("UPDATE audit_entry SET reason = 'nicer' WHERE seq = 1");
    assertThat(outsider.f4().violations().getFirst()).contains("hashed again", "checkpoint 2");
  }

  @Test
  @DisplayName(
      "F4: a statement kept elsewhere finds checkpoints that were written anew with the key")
  void heldStatement() throws IOException {
    write(ACME, "one");
    Statement kept = world.checkpoint().orElseThrow();
    Path held = Files.writeString(directory.resolve("held.txt"), kept.text() + "\n");
    TrailWorld holder = new TrailWorld(database, directory, TrailKeys.of(KEY), held.toString());
    assertThat(holder.f4().violations()).isEmpty();
    Files.delete(file());
    database.jdbc().sql("DELETE FROM audit_checkpoint").update();
    world.checkpoint();
    assertThat(world.f4().violations()).as("by itself it fits").isEmpty();
    assertThat(holder.f4().violations().getFirst()).contains("a statement that was kept elsewhere");
    Files.writeString(held, kept.text().replace("\"number\":2", "\"number\":1"));
    assertThatIllegalStateException().isThrownBy(holder::f4).withMessageContaining("isn't signed");
  }

  @Test
  @DisplayName(
      "F4: later checkpoints name only what changed, and nothing is written when nothing did")
  void onlyWhatChanged() throws IOException {
    try (CheckpointTaking taking = world.taking()) {
      taking.take();
      write(ACME, "one");
      write(OTHER, "one");
      assertThat(taking.take()).isPresent();
      assertThat(taking.take()).isEmpty();
      write(OTHER, "two");
      assertThat(taking.take(Set.of(ACME, UUID.randomUUID()))).isEmpty();
      assertThat(taking.take(Set.of(ACME, OTHER))).isPresent();
      assertThat(taking.take(Set.of(ACME, OTHER))).isEmpty();
      assertThat(taking.take()).isEmpty();
      assertThat(Files.readAllLines(file()).getLast())
          .contains(OTHER + "\",2,")
          .doesNotContain(ACME.toString());
    }
    assertThat(world.checkpoint()).as("after a new start").isEmpty();
    assertThat(world.f4().violations()).isEmpty();
  }

  @Test
  @DisplayName("F4: entries of a transaction that was open during a checkpoint are in the next one")
  void openTransaction() throws Exception {
    try (CheckpointTaking taking = world.taking();
        var connection = database.dataSource().getConnection()) {
      taking.take();
      write(ACME, "one");
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute("UPDATE audit_chain SET seq = seq WHERE chain_id = '" + ACME + "'");
        write(OTHER, "one");
        taking.take();
        assertThat(taking.moreComing()).isTrue();
        statement.execute("UPDATE audit_chain SET seq = 7 WHERE chain_id = '" + ACME + "'");
        connection.commit();
      }
      taking.take();
      assertThat(taking.moreComing()).isFalse();
      assertThat(Files.readAllLines(file()).getLast()).contains(ACME + "\",7,");
    }
  }

  @Test
  @DisplayName("F4: two processes don't write into one directory")
  void oneWriter() throws IOException {
    try (CheckpointTaking first = world.taking()) {
      assertThat(first.problem()).isEmpty();
      org.assertj.core.api.Assertions.assertThatIOException()
          .isThrownBy(() -> world.taking())
          .withMessageContaining("a directory of its own");
    }
  }
}
