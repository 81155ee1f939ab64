package dev.tenure.collection.connect;

/** Keeps a connection to one phone system, on one thread. */
interface PhoneConnector {

  /** Runs until it is stopped, or the thread is interrupted. */
  void run() throws InterruptedException;

  /** Ends the connection; what was read is still stored. */
  void stop();
}
