package dev.tenure.platform.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The server's parameters, given on its command line so that they follow the release of Tenure. */
final class ServerParameters {

  private ServerParameters() {}

  /** The arguments for a server of these settings on this port. */
  static List<String> arguments(PostgresSettings settings, int port) {
    Map<String, String> all = new LinkedHashMap<>(tuning(settings));
    all.putAll(settings.parameters());
    all.putAll(promises(port));
    var arguments = new ArrayList<String>();
    all.forEach((name, value) -> {
      arguments.add("-c");
      arguments.add(name + "=" + value);
    });
    return arguments;
  }

  /** Sized for two cores and a disk that syncs in about a millisecond. */
  private static Map<String, String> tuning(PostgresSettings settings) {
    var tuning = new LinkedHashMap<String, String>();
    tuning.put("max_connections", Integer.toString(settings.maxConnections()));
    tuning.put("shared_buffers", "256MB");
    tuning.put("effective_cache_size", "4GB");
    tuning.put("work_mem", "16MB");
    tuning.put("maintenance_work_mem", "256MB");
    tuning.put("max_wal_size", "4GB");
    tuning.put("min_wal_size", "256MB");
    tuning.put("checkpoint_timeout", "15min");
    tuning.put("wal_compression", "pglz");
    // As durable as fdatasync, in one call to the system in place of two.
    tuning.put("wal_sync_method", "open_datasync");
    tuning.put("update_process_title", "off");
    tuning.put("random_page_cost", "1.1");
    tuning.put("jit", "off");
    // To begin further processes takes longer than what nearly every page asks for.
    tuning.put("parallel_setup_cost", "50000");
    // A query over all monthly partitions of the facts locks each of them and its indexes.
    tuning.put("max_locks_per_transaction", "256");
    tuning.put("idle_in_transaction_session_timeout", "60s");
    // One call for the file system in place of one for each of a thousand files, after a crash.
    tuning.put("recovery_init_sync_method", "syncfs");
    // Nobody subscribes: one process less that wakes up now and then.
    tuning.put("max_logical_replication_workers", "0");
    tuning.put("log_checkpoints", "off");
    // A backup that stands still fails rather than let the disk fill up.
    tuning.put("max_slot_wal_keep_size", "16GB");
    if (settings.archive().isPresent()) {
      // What is lost with the disk, at the most.
      tuning.put("archive_timeout", "5min");
    }
    // Statements carry people's data; the server's log must not.
    tuning.put("log_min_error_statement", "panic");
    return tuning;
  }

  /** What nobody may change: durability, who can connect, UTC, a log that can be read. */
  private static Map<String, String> promises(int port) {
    var promises = new LinkedHashMap<String, String>();
    promises.put("fsync", "on");
    promises.put("synchronous_commit", "on");
    promises.put("full_page_writes", "on");
    promises.put("listen_addresses", "127.0.0.1");
    promises.put("port", Integer.toString(port));
    promises.put("unix_socket_directories", "");
    promises.put("password_encryption", "scram-sha-256");
    promises.put("timezone", "UTC");
    promises.put("log_timezone", "UTC");
    promises.put("lc_messages", "C");
    promises.put("logging_collector", "off");
    promises.put("log_destination", "stderr");
    promises.put("log_line_prefix", "");
    return promises;
  }
}
