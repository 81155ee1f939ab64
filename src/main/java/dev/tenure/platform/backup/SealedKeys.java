package dev.tenure.platform.backup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Key files encrypted with a passphrase: AES-256-GCM, with a key that Argon2id makes of it at the
 * cost of 64 MiB and three passes for each guess.
 */
final class SealedKeys {

  /** Of a passphrase. */
  static final int SHORTEST = 12;

  private static final byte[] FORMAT = "tenure-keys 1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int SALT = 16;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int MEMORY_KIB = 64 * 1024;
  private static final int PASSES = 3;

  private SealedKeys() {}

  /** Encrypts the files. */
  static byte[] seal(Map<String, byte[]> files, String passphrase) {
    var random = new SecureRandom();
    var salt = new byte[SALT];
    var nonce = new byte[NONCE];
    random.nextBytes(salt);
    random.nextBytes(nonce);
    var out = new ByteArrayOutputStream();
    out.writeBytes(FORMAT);
    out.writeBytes(salt);
    out.writeBytes(nonce);
    try {
      out.writeBytes(cipher(Cipher.ENCRYPT_MODE, passphrase, salt, nonce).doFinal(packed(files)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  /**
   * Decrypts them.
   *
   * @throws BackupRefused if the passphrase is wrong or the content was changed
   */
  static Map<String, byte[]> open(byte[] sealed, String passphrase) {
    var in = new ByteArrayInputStream(sealed);
    try {
      boolean ours = java.util.Arrays.equals(in.readNBytes(FORMAT.length), FORMAT);
      byte[] salt = in.readNBytes(SALT);
      byte[] nonce = in.readNBytes(NONCE);
      if (!ours || nonce.length < NONCE) {
        throw BackupRefused.failed("The keys of this backup are damaged.");
      }
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, passphrase, salt, nonce);
      return unpacked(cipher.doFinal(in.readAllBytes()));
    } catch (AEADBadTagException wrong) {
      throw BackupRefused.failed(
          "The passphrase doesn't open the keys of this backup. Give the one that they were"
              + " encrypted with.",
          wrong);
    } catch (GeneralSecurityException | IOException e) {
      throw BackupRefused.failed("The keys of this backup are damaged.", e);
    }
  }

  private static Cipher cipher(int mode, String passphrase, byte[] salt, byte[] nonce)
      throws GeneralSecurityException {
    var argon = new Argon2BytesGenerator();
    argon.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(PASSES)
            .withParallelism(1)
            .withSalt(salt)
            .build());
    var key = new byte[32];
    argon.generateBytes(passphrase.getBytes(StandardCharsets.UTF_8), key);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(FORMAT);
    return cipher;
  }

  private static byte[] packed(Map<String, byte[]> files) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(files.size());
      for (var file : files.entrySet()) {
        out.writeUTF(file.getKey());
        out.writeInt(file.getValue().length);
        out.write(file.getValue());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private static Map<String, byte[]> unpacked(byte[] bytes) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      for (int left = in.readInt(); left > 0; left--) {
        String name = in.readUTF();
        files.put(name, in.readNBytes(in.readInt()));
      }
    }
    return files;
  }
}
