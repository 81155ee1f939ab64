package dev.tenure.collection.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret by which a source is known: 256 random bits, so that a plain hash keeps it safe. */
public final class SourceKey {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String PREFIX = "tik_";
  private static final int HINT = 4;

  /** 256 bits in Base64 behind the prefix. */
  private static final int LENGTH = PREFIX.length() + 43;

  private SourceKey() {}

  /** A new key, to be shown once. */
  public static String generate() {
    byte[] bits = new byte[32];
    RANDOM.nextBytes(bits);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  /** Whether it looks like a key; what doesn't is looked up nowhere. */
  static boolean isShaped(String key) {
    return key.length() == LENGTH && key.startsWith(PREFIX);
  }

  /** What is kept of a key. */
  public static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }

  /** Its last characters, by which people tell keys apart. */
  public static String hint(String key) {
    return key.substring(key.length() - HINT);
  }
}
