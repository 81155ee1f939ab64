package dev.tenure.collection.eventsocket;

import java.io.IOException;

/** Takes what a {@link FrameReader} reads, in the order of the stream. */
@FunctionalInterface
public interface FrameSink {

  /** A whole frame; the first one is FreeSWITCH's question who we are, or its refusal. */
  void frame(Frame frame) throws IOException;
}
