package dev.tenure.collection.queuelog;

/** Is told how far an import is. */
@FunctionalInterface
public interface Progress {

  /**
   * So much is done and durable.
   *
   * @param bytes read of all files together
   */
  void at(long bytes, ImportReport report);
}
