package dev.tenure.collection.connect;

import dev.tenure.collection.SourceId;
import dev.tenure.platform.Actor;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Keeps phone systems' secrets unreadable in the database: AES-256-GCM with {@code
 * tenure.secrets.key}, 32 bytes in Base64, which is nowhere but in the configuration. Each secret
 * is tied to its source, so that it can't be moved to another one. Without a key no secret is
 * taken; with another key than the one it was written with, none is read.
 */
@Component
class Secrets {

  private static final Duration KEPT = Duration.ofHours(1);
  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretsKey key;

  Secrets(SecretsKey key) {
    this.key = key;
  }

  boolean ready() {
    return key.ready();
  }

  /**
   * A secret as it may be stored.
   *
   * @throws Refused when there is no key
   */
  byte[] seal(SourceId source, String secret) {
    return seal(source.toString(), secret);
  }

  private byte[] seal(String tiedTo, String secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed =
        cipher(
                key.forWriting().orElseThrow(Secrets::keyless),
                Cipher.ENCRYPT_MODE,
                nonce,
                tiedTo,
                secret.getBytes(StandardCharsets.UTF_8))
            .orElseThrow(() -> new IllegalStateException("Encrypting for " + tiedTo + " failed"));
    return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
        .put(VERSION)
        .put(nonce)
        .put(sealed)
        .array();
  }

  /** The secret in the clear; empty when it was written with another key or tampered with. */
  Optional<String> open(SourceId source, byte[] stored) {
    return open(source.toString(), stored);
  }

  /**
   * What somebody typed, for the form that they go on filling in: readable by nobody, and usable by
   * that person alone, for an hour.
   */
  String keep(String secret, Actor typist, Instant now) {
    byte[] kept = seal(tie(typist), now.plus(KEPT).getEpochSecond() + " " + secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(kept);
  }

  /** What was kept so; empty for what wasn't, or not by them, or too long ago. */
  Optional<String> kept(String kept, Actor typist, Instant now) {
    if (!kept.matches("[A-Za-z0-9_-]{1,1000}")) {
      return Optional.empty();
    }
    byte[] sealed;
    try {
      sealed = Base64.getUrlDecoder().decode(kept);
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
    return open(tie(typist), sealed)
        .filter(text -> Long.parseLong(text.substring(0, text.indexOf(' '))) > now.getEpochSecond())
        .map(text -> text.substring(text.indexOf(' ') + 1));
  }

  private static String tie(Actor typist) {
    return "typed by " + typist.id();
  }

  private Optional<String> open(String tiedTo, byte[] stored) {
    if (stored.length <= 1 + NONCE_BYTES || stored[0] != VERSION) {
      return Optional.empty();
    }
    byte[] nonce = new byte[NONCE_BYTES];
    byte[] sealed = new byte[stored.length - 1 - NONCE_BYTES];
    ByteBuffer.wrap(stored, 1, stored.length - 1).get(nonce).get(sealed);
    return key.find()
        .flatMap(there -> cipher(there, Cipher.DECRYPT_MODE, nonce, tiedTo, sealed))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private static Refused keyless() {
    return new Refused(
        new Refusal.Invalid(
            "secret",
            "no-secrets-key",
            "This installation can't keep secrets yet: its operator must set"
                + " tenure.secrets.key."));
  }

  private static Optional<byte[]> cipher(
      SecretKeySpec key, int mode, byte[] nonce, String tiedTo, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(tiedTo.getBytes(StandardCharsets.UTF_8));
      return Optional.of(cipher.doFinal(input));
    } catch (javax.crypto.AEADBadTagException anotherKey) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has AES-GCM", e);
    }
  }
}
