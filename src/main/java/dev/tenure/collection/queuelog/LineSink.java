package dev.tenure.collection.queuelog;

/** Takes what a {@link QueueLogReader} reads, in the order of the file. */
interface LineSink {

  void line(QueueLogLine line);

  /** A line that can't be read, and why, in words. */
  void unreadable(long number, SkipReason reason, String sentence);

  /** A remark on a line that is imported. */
  void remark(long number, Remark remark, String sentence);
}
