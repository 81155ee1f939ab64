package dev.tenure.audit.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One secret of 32 bytes, from which two keys are derived: one that seals entries, and one that
 * signs checkpoints, whose public half anybody may have.
 */
public final class TrailKey {

  static final int BYTES = 32;
  private static final String SEALING = "HmacSHA256";

  private final SecretKeySpec sealing;
  private final PrivateKey signing;
  private final VerifyingKey verifying;

  private TrailKey(byte[] secret) {
    sealing = new SecretKeySpec(derived(secret, "tenure trail entries"), SEALING);
    KeyPair pair = pair(derived(secret, "tenure trail checkpoints"));
    signing = pair.getPrivate();
    verifying = VerifyingKey.of(pair.getPublic());
  }

  /**
   * Reads 32 bytes in Base64.
   *
   * @throws IllegalStateException when it is something else; without a word of what was given
   */
  public static TrailKey parse(String base64, String where) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64.strip());
      if (bytes.length == BYTES) {
        return new TrailKey(bytes);
      }
    } catch (IllegalArgumentException noBase64) {
      // Said below.
    }
    throw new IllegalStateException(
        where + " must be 32 bytes in Base64, as “openssl rand -base64 32” makes them");
  }

  private static byte[] derived(byte[] secret, String purpose) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(secret)
                  .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has HKDF", e);
    }
  }

  /** A private key of Ed25519 is any 32 bytes: the generator takes the next ones of its chance. */
  private static KeyPair pair(byte[] seed) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(255, new Given(seed));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has Ed25519", e);
    }
  }

  private static final class Given extends SecureRandom {

    private static final long serialVersionUID = 1L;
    private final byte[] seed;

    Given(byte[] seed) {
      this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      if (bytes.length != seed.length) {
        throw new IllegalStateException(
            "Ed25519 takes %d bytes, not %d".formatted(seed.length, bytes.length));
      }
      System.arraycopy(seed, 0, bytes, 0, seed.length);
    }
  }

  public String id() {
    return verifying.id();
  }

  public VerifyingKey verifying() {
    return verifying;
  }

  /** The keyed seal over these bytes, one after the other. */
  public byte[] seal(byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(SEALING);
      mac.init(sealing);
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has HMAC", e);
    }
  }

  public byte[] sign(byte[] bytes) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(signing);
      ed25519.update(bytes);
      return ed25519.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has Ed25519", e);
    }
  }

  /** Names it without its secret. */
  @Override
  public String toString() {
    return "trail key " + id();
  }
}
