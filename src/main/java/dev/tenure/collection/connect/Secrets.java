package dev.tenure.collection.connect;

import dev.tenure.collection.SourceId;
import dev.tenure.platform.Refusal;
import dev.tenure.platform.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Keeps phone systems' secrets unreadable in the database: AES-256-GCM with {@code
 * tenure.secrets.key}, 32 bytes in Base64, which is nowhere but in the configuration. Each secret
 * is tied to its source, so that it can't be moved to another one. Without a key no secret is
 * taken; with another key than the one it was written with, none is read.
 */
@Component
class Secrets {

  private static final byte VERSION = 1;
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final @Nullable SecretKeySpec key;

  Secrets(@Value("${tenure.secrets.key:}") String base64) {
    key = base64.isBlank() ? null : new SecretKeySpec(bytes(base64.strip()), "AES");
  }

  private static byte[] bytes(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      if (bytes.length == KEY_BYTES) {
        return bytes;
      }
    } catch (IllegalArgumentException noBase64) {
      // Told below, without a word of what was given.
    }
    throw new IllegalStateException(
        "tenure.secrets.key must be 32 bytes in Base64, as “openssl rand -base64 32” makes them");
  }

  boolean ready() {
    return key != null;
  }

  /**
   * A secret as it may be stored.
   *
   * @throws Refused when there is no key
   */
  byte[] seal(SourceId source, String secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed =
        cipher(Cipher.ENCRYPT_MODE, nonce, source, secret.getBytes(StandardCharsets.UTF_8))
            .orElseThrow(() -> new IllegalStateException("Encrypting for " + source + " failed"));
    return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
        .put(VERSION)
        .put(nonce)
        .put(sealed)
        .array();
  }

  /** The secret in the clear; empty when it was written with another key or tampered with. */
  Optional<String> open(SourceId source, byte[] stored) {
    if (key == null || stored.length <= 1 + NONCE_BYTES || stored[0] != VERSION) {
      return Optional.empty();
    }
    byte[] nonce = new byte[NONCE_BYTES];
    byte[] sealed = new byte[stored.length - 1 - NONCE_BYTES];
    ByteBuffer.wrap(stored, 1, stored.length - 1).get(nonce).get(sealed);
    return cipher(Cipher.DECRYPT_MODE, nonce, source, sealed)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private Optional<byte[]> cipher(int mode, byte[] nonce, SourceId source, byte[] input) {
    if (key == null) {
      throw new Refused(
          new Refusal.Invalid(
              "secret",
              "no-secrets-key",
              "This installation can't keep secrets yet: its operator must set"
                  + " tenure.secrets.key."));
    }
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(source.toString().getBytes(StandardCharsets.UTF_8));
      return Optional.of(cipher.doFinal(input));
    } catch (javax.crypto.AEADBadTagException anotherKey) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has AES-GCM", e);
    }
  }
}
