package dev.tenure.collection.asterisk;

import java.util.HashMap;
import java.util.Map;

/**
 * The owners of phones. A queue knows its members by an interface, which may be a Local channel
 * that leads to a phone, and by a state interface, which may be a hint for an extension.
 */
final class Devices {

  private static final String HINT = "hint:";

  /** By device as channels name it: {@code PJSIP/101}, {@code Local/101@queues}. */
  private final Map<String, String> exactly = new HashMap<>();

  /** By extension alone, where nothing more exact is known. */
  private final Map<String, String> byExtension = new HashMap<>();

  /** The agent whose phone the channel is; empty for none. */
  String at(String channel) {
    String device = ChannelName.device(channel);
    String known = exactly.get(device);
    return known == null ? with(ChannelName.extension(device)) : known;
  }

  /** The agent with that extension; empty for none. */
  String with(String extension) {
    return byExtension.getOrDefault(extension, "");
  }

  /** Assigns the interfaces of a queue's member to the agent. */
  void claim(String agent, String device, String stateDevice) {
    watch(agent, device);
    watch(agent, stateDevice);
  }

  private void watch(String agent, String device) {
    if (device.startsWith(HINT)) {
      byExtension.put(ChannelName.extension("/" + device.substring(HINT.length())), agent);
    } else if (device.contains("/")) {
      exactly.put(ChannelName.withoutOptions(device), agent);
      byExtension.put(ChannelName.extension(device), agent);
    }
  }

  /** Assigns the channel's device to an agent who was reached there. */
  void learn(String agent, String channel) {
    exactly.putIfAbsent(ChannelName.device(channel), agent);
  }

  /** Forgets the phones of an agent who has left all queues. */
  void release(String agent) {
    exactly.values().removeIf(agent::equals);
    byExtension.values().removeIf(agent::equals);
  }

  int held() {
    return exactly.size() + byExtension.size();
  }

  void clear() {
    exactly.clear();
    byExtension.clear();
  }
}
