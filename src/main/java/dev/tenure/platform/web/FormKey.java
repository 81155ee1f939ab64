package dev.tenure.platform.web;

import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one-time key of a form that creates something (A23): when the form was shown, random bytes,
 * and a checksum that detects damage.
 *
 * @param text as written in the form
 */
public record FormKey(String text, Instant shownAt) {

  /** The name of the hidden field. */
  public static final String FIELD = "formKey";

  /** How long after it was shown a form can be sent. */
  public static final Duration LIFE = Duration.ofDays(7);

  private static final Duration AHEAD = Duration.ofDays(1);
  private static final int TIME = Long.BYTES;
  private static final int CHANCE = 16;
  private static final int CHECK = 6;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new key. */
  public static FormKey fresh(Instant now) {
    byte[] chance = new byte[CHANCE];
    RANDOM.nextBytes(chance);
    ByteBuffer all = ByteBuffer.allocate(TIME + CHANCE + CHECK);
    all.putLong(now.toEpochMilli()).put(chance);
    all.put(check(Arrays.copyOf(all.array(), TIME + CHANCE)));
    return new FormKey(encode(all.array()), Instant.ofEpochMilli(now.toEpochMilli()));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] check(byte[] of) {
    return Arrays.copyOf(sha256(of), CHECK);
  }

  /**
   * The key that was sent.
   *
   * @throws Refused as invalid in {@link #FIELD}: missing, damaged or expired; with what to do
   */
  static FormKey require(String sent, Instant now) {
    if (sent.isEmpty()) {
      throw refused(
          "form-key-missing",
          "The form came without its one-time key, so nothing was done. Check the form below,"
              + " which has one, and send it again.");
    }
    FormKey key =
        parse(sent)
            .filter(found -> !found.shownAt.isAfter(now.plus(AHEAD)))
            .orElseThrow(() ->
                refused(
                    "form-key-damaged",
                    "The form’s one-time key is damaged, so nothing was done. Check the form"
                        + " below, which has a new one, and send it again."));
    if (key.shownAt.plus(LIFE).isBefore(now)) {
      throw refused(
          "form-key-expired",
          "The form was opened more than %d days ago and can no longer be sent, so nothing was done. Check the form below, which has a new key, and send it again."
              .formatted(LIFE.toDays()));
    }
    return key;
  }

  private static Refused refused(String code, String sentence) {
    return new Refused(new Refusal.Invalid(FIELD, code, sentence));
  }

  private static Optional<FormKey> parse(String text) {
    try {
      byte[] all = Base64.getUrlDecoder().decode(text);
      if (all.length != TIME + CHANCE + CHECK || !encode(all).equals(text)) {
        return Optional.empty();
      }
      byte[] checked = Arrays.copyOf(all, TIME + CHANCE);
      boolean whole =
          Arrays.equals(check(checked), Arrays.copyOfRange(all, TIME + CHANCE, all.length));
      return whole
          ? Optional.of(new FormKey(text, Instant.ofEpochMilli(ByteBuffer.wrap(all).getLong())))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** Whether a form may still be sent with it. */
  static boolean usable(String text, Instant now) {
    return parse(text)
        .filter(key -> !key.shownAt.isAfter(now.plus(AHEAD)))
        .filter(key -> !key.shownAt.plus(LIFE).isBefore(now))
        .isPresent();
  }

  /** Its hash, which is all that is stored of it. */
  byte[] hash() {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A fingerprint of what was typed that reveals nothing without the key. */
  byte[] fingerprint(Map<String, String[]> fields) {
    StringBuilder all = new StringBuilder();
    new TreeMap<>(fields)
        .forEach((name, values) -> {
          for (String value : values) {
            all.append(name.length()).append(':').append(name);
            all.append(value.length()).append(':').append(value);
          }
        });
    return keyed("content", all.toString());
  }

  /** The secret, encrypted with the key: only a form with the same key can open it. */
  byte[] seal(String secret) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] closed = cipher(Cipher.ENCRYPT_MODE, nonce, secret.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.allocate(NONCE + closed.length).put(nonce).put(closed).array();
  }

  String open(byte[] sealed) {
    byte[] closed = Arrays.copyOfRange(sealed, NONCE, sealed.length);
    byte[] secret = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE), closed);
    return new String(secret, StandardCharsets.UTF_8);
  }

  private byte[] cipher(int mode, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode,
          new SecretKeySpec(keyed("secret", ""), "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The secret of a form can't be sealed or opened", e);
    }
  }

  private byte[] keyed(String purpose, String what) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal((purpose + "\0" + what).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(byte[] of) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(of);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
