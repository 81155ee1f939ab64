package dev.tenure.audit;

import dev.tenure.audit.keys.TrailKeys;
import dev.tenure.platform.Actor;
import dev.tenure.platform.database.WithCommit;
import dev.tenure.platform.verify.LawCheck;
import dev.tenure.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A trail in a database of its own, with these keys, and its checkpoints in that directory. */
final class TrailWorld {

  private final TestDatabase database;
  private final TrailKeys keys;
  private final Checkpoints where;
  private final CheckpointStore heads;
  private final JdbcTransactionManager transactions;
  private final TrailBell bell = new TrailBell();
  private final TrailStatus status = new TrailStatus();
  private final AuditTrail trail;

  TrailWorld(TestDatabase database, Path directory, TrailKeys keys) {
    this(database, directory, keys, "");
  }

  TrailWorld(TestDatabase database, Path directory, TrailKeys keys, String held) {
    this.database = database;
    this.keys = keys;
    this.where = new Checkpoints(directory, Duration.ofMinutes(1), held);
    this.heads = new CheckpointStore(database.jdbc());
    this.transactions = new JdbcTransactionManager(database.dataSource());
    this.trail =
        new AuditTrail(
            new AuditStore(
                new WithCommit(new NamedParameterJdbcTemplate(database.dataSource())),
                new Sealer(keys)),
            bell);
  }

  AuditTrail trail() {
    return trail;
  }

  TrailStatus status() {
    return status;
  }

  TrailKeeper keeper(CheckpointCourier courier) {
    StaticListableBeanFactory couriers = new StaticListableBeanFactory();
    couriers.addBean("courier", courier);
    return new TrailKeeper(
        keys,
        heads,
        where,
        bell,
        trail,
        status,
        couriers.getBeanProvider(CheckpointCourier.class),
        Duration.ofHours(24),
        database.clock(),
        transactions);
  }

  KeyedTrail keyed() {
    return new KeyedTrail(new AuditReadStore(database.jdbc()), heads, where, keys, transactions);
  }

  AuditVerification verification() {
    return new AuditVerification(new AuditReadStore(database.jdbc()), keyed(), keys, transactions);
  }

  CheckpointTaking taking() throws IOException {
    TransactionTemplate snapshot = new TransactionTemplate(transactions);
    snapshot.setReadOnly(true);
    snapshot.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
    return CheckpointTaking.open(heads, snapshot, where, keys);
  }

  /** As a Tenure that starts, takes a checkpoint and stops. */
  Optional<Statement> checkpoint() throws IOException {
    try (CheckpointTaking taking = taking()) {
      taking.rotate();
      return taking.take();
    }
  }

  void write(UUID chain, String reason) {
    trail.record(
        new AuditEntry(
            chain,
            "customer.disable",
            "done",
            Actor.system("test"),
            null,
            null,
            "Acme",
            reason,
            "",
            "",
            Audience.SUPPORT));
  }

  LawCheck.Outcome f4() {
    return keyed().run();
  }
}
