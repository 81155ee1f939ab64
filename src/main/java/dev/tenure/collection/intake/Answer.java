package dev.tenure.collection.intake;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a request's events (C7), in the sender's words.
 *
 * @param accepted stored by this request, and durable
 * @param duplicates already stored before, or repeated within the request
 * @param rejected counts by reason
 * @param rejections each rejected event, by position
 */
record Answer(
    int accepted, int duplicates, Map<String, Integer> rejected, List<Rejection> rejections) {

  record Rejection(int position, String reason, String sentence) {}

  static Answer of(int accepted, int duplicates, List<Rejection> rejections) {
    Map<String, Integer> rejected = new TreeMap<>();
    rejections.forEach(r -> rejected.merge(r.reason(), 1, Integer::sum));
    return new Answer(accepted, duplicates, rejected, rejections);
  }
}
