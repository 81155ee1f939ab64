package dev.tenure.audit.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of a key: proves who signed a checkpoint, and can sign none.
 *
 * @param id the first eight hexadecimal digits of its SHA-256, by which entries and checkpoints
 *     name it
 * @param text its X.509 form in Base64, as OpenSSL reads it too
 */
public record VerifyingKey(String id, String text, PublicKey key) {

  private static final int ID_BYTES = 4;

  static VerifyingKey of(PublicKey key) {
    try {
      byte[] encoded = key.getEncoded();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(encoded);
      return new VerifyingKey(
          HexFormat.of().formatHex(digest, 0, ID_BYTES),
          Base64.getEncoder().encodeToString(encoded),
          key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }

  /**
   * Reads one that was printed.
   *
   * @throws IllegalStateException when it is none
   */
  public static VerifyingKey parse(String text) {
    try {
      byte[] encoded = Base64.getDecoder().decode(text.strip());
      return of(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException | IllegalArgumentException noKey) {
      throw new IllegalStateException(
          "tenure.trail.public-key takes keys as “./tenure trail key” prints them, not “%s”"
              .formatted(text.strip()),
          noKey);
    }
  }

  /** Whether this key's owner signed those bytes. */
  public boolean signed(byte[] bytes, byte[] signature) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(key);
      ed25519.update(bytes);
      return ed25519.verify(signature);
    } catch (GeneralSecurityException noSignature) {
      return false;
    }
  }
}
