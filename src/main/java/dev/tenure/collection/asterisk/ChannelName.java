package dev.tenure.collection.asterisk;

import java.util.regex.Pattern;

/** What the names of Asterisk's channels and the like tell. */
final class ChannelName {

  private static final Pattern SERIAL = Pattern.compile("-[0-9a-f]{8}(;[12])?$");

  private ChannelName() {}

  /** The interface: {@code PJSIP/1001} of {@code PJSIP/1001-0000000f}. */
  static String device(String channel) {
    return SERIAL.matcher(channel).replaceFirst("");
  }

  /**
   * The device alone, which for phones is the extension: {@code 1001} of {@code PJSIP/1001}, {@code
   * A1} of {@code Local/A1@agents}.
   */
  static String extension(String channel) {
    String device = device(channel);
    String name = device.substring(device.indexOf('/') + 1);
    int at = name.indexOf('@');
    return at < 0 ? name : name.substring(0, at);
  }

  /**
   * The device in a member's interface: {@code Local/101@queues} for {@code Local/101@queues/n}.
   */
  static String withoutOptions(String device) {
    int at = device.indexOf('@');
    int options = at < 0 ? -1 : device.indexOf('/', at);
    return options < 0 ? device : device.substring(0, options);
  }

  /** The number that a dial string is for: {@code 0612} of {@code trunk/sip:0612@host}. */
  static String dialled(String dialString) {
    int at = dialString.indexOf('@');
    String target = at < 0 ? dialString : dialString.substring(0, at);
    String word = target.substring(target.lastIndexOf('/') + 1);
    return word.substring(word.indexOf(':') + 1);
  }

  /** The half of a pair of Local channels that runs the dialplan; it is nobody's device. */
  static boolean isHidden(String channel) {
    return channel.endsWith(";2");
  }

  /** The half of a pair that others see. */
  static boolean isVisibleHalf(String channel) {
    return channel.endsWith(";1");
  }

  /** The other half of a pair. */
  static String twin(String half) {
    return half.substring(0, half.length() - 1) + (isHidden(half) ? "1" : "2");
  }
}
