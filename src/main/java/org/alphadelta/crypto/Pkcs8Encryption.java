package org.alphadelta.crypto;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.alphadelta.core.Bytes;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** PBES2 over a PKCS#8 Ed25519 key (RFC 8018, RFC 8410), bytes to bytes. */
final class Pkcs8Encryption {
  /** Low enough that decrypting a node's two keys does not delay its start. */
  static final int ITERATIONS = 80_000;

  /** Higher counts are refused: a file must not delay a start for minutes. */
  static final int MAX_ITERATIONS = 5_000_000;

  private static final int SALT_LENGTH = 16;
  private static final int BLOCK_LENGTH = 16;
  private static final int KEY_BITS = 256;
  private static final AlgorithmIdentifier HMAC_SHA256 =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);

  private Pkcs8Encryption() {}

  /** The decryption parameters, as read from the file. */
  private record Scheme(Bytes salt, int iterations, Bytes iv, Bytes encrypted) {}

  /** The private key as PKCS#8, version 0 without attributes, which OpenSSL and the JDK read. */
  static byte[] plain(KeyPair key) {
    try {
      AlgorithmIdentifier ed25519 = new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);
      return new PrivateKeyInfo(ed25519, new DEROctetString(key.seed())).getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalStateException("encoding to memory does not fail", e);
    }
  }

  static byte[] encrypt(KeyPair key, Passphrase passphrase, SecureRandom random) {
    return encrypt(plain(key), passphrase, ITERATIONS, random);
  }

  static byte[] encrypt(byte[] plain, Passphrase passphrase, int iterations, SecureRandom random) {
    byte[] salt = new byte[SALT_LENGTH];
    byte[] iv = new byte[BLOCK_LENGTH];
    random.nextBytes(salt);
    random.nextBytes(iv);
    try {
      byte[] encrypted =
          cipher(Cipher.ENCRYPT_MODE, passphrase, salt, iterations, iv).doFinal(plain);
      KeyDerivationFunc derivation =
          new KeyDerivationFunc(
              PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(salt, iterations, HMAC_SHA256));
      EncryptionScheme encryption =
          new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv));
      AlgorithmIdentifier pbes2 =
          new AlgorithmIdentifier(
              PKCSObjectIdentifiers.id_PBES2, new PBES2Parameters(derivation, encryption));
      return new EncryptedPrivateKeyInfo(pbes2, encrypted).getEncoded("DER");
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every JDK has PBKDF2 and AES", e);
    }
  }

  static KeyPair decrypt(Path file, byte[] content, Passphrase passphrase) throws KeyFileException {
    Scheme scheme =
        scheme(content)
            .orElseThrow(
                () ->
                    new KeyFileException(
                        KeyFileProblem.notEncryptedPem(file, "another encryption scheme")));
    byte[] plain = decrypted(file, scheme, passphrase);
    // One wrong passphrase in 256 decrypts to a valid padding, but not to PKCS#8.
    PrivateKeyInfo info =
        structure(() -> PrivateKeyInfo.getInstance(plain))
            .orElseThrow(() -> new KeyFileException(KeyFileProblem.wrongPassphrase(file)));
    return key(file, info);
  }

  private static byte[] decrypted(Path file, Scheme scheme, Passphrase passphrase)
      throws KeyFileException {
    try {
      return cipher(
              Cipher.DECRYPT_MODE,
              passphrase,
              scheme.salt().toArray(),
              scheme.iterations(),
              scheme.iv().toArray())
          .doFinal(scheme.encrypted().toArray());
    } catch (BadPaddingException | IllegalBlockSizeException e) {
      throw new KeyFileException(KeyFileProblem.wrongPassphrase(file));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has PBKDF2 and AES", e);
    }
  }

  private static KeyPair key(Path file, PrivateKeyInfo info) throws KeyFileException {
    String algorithm = info.getPrivateKeyAlgorithm().getAlgorithm().getId();
    if (!algorithm.equals(EdECObjectIdentifiers.id_Ed25519.getId())) {
      throw new KeyFileException(
          KeyFileProblem.notEd25519(file, "a private key of algorithm " + algorithm));
    }
    // RFC 8410, 7: the key is an octet string within PKCS#8's octet string.
    return structure(
            () -> ASN1OctetString.getInstance(info.getPrivateKey().getOctets()).getOctets())
        .filter(seed -> seed.length == KeyPair.SEED_LENGTH)
        .map(seed -> KeyPair.ofSeed(Bytes.of(seed)))
        .orElseThrow(
            () ->
                new KeyFileException(
                    KeyFileProblem.notEd25519(file, "an Ed25519 key that is not 32 bytes")));
  }

  /** Parses a structure; BouncyCastle reports malformed bytes by various unchecked exceptions. */
  private static <T> Optional<T> structure(Supplier<T> parse) {
    try {
      return Optional.ofNullable(parse.get());
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Scheme> scheme(byte[] content) {
    return structure(() -> EncryptedPrivateKeyInfo.getInstance(content))
        .filter(
            i -> i.getEncryptionAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2))
        .flatMap(i -> structure(() -> scheme(i)).flatMap(s -> s));
  }

  private static Optional<Scheme> scheme(EncryptedPrivateKeyInfo info) {
    PBES2Parameters pbes2 =
        PBES2Parameters.getInstance(info.getEncryptionAlgorithm().getParameters());
    KeyDerivationFunc derivation = pbes2.getKeyDerivationFunc();
    EncryptionScheme encryption = pbes2.getEncryptionScheme();
    if (!derivation.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)
        || !encryption.getAlgorithm().equals(NISTObjectIdentifiers.id_aes256_CBC)) {
      return Optional.empty();
    }
    PBKDF2Params pbkdf2 = PBKDF2Params.getInstance(derivation.getParameters());
    long iterations = pbkdf2.getIterationCount().longValueExact();
    byte[] salt = pbkdf2.getSalt();
    byte[] iv = ASN1OctetString.getInstance(encryption.getParameters()).getOctets();
    if (!pbkdf2.getPrf().getAlgorithm().equals(PKCSObjectIdentifiers.id_hmacWithSHA256)
        || salt.length == 0
        || iterations < 1
        || iterations > MAX_ITERATIONS
        || iv.length != BLOCK_LENGTH) {
      return Optional.empty();
    }
    return Optional.of(
        new Scheme(
            Bytes.of(salt), (int) iterations, Bytes.of(iv), Bytes.of(info.getEncryptedData())));
  }

  private static Cipher cipher(
      int mode, Passphrase passphrase, byte[] salt, int iterations, byte[] iv)
      throws GeneralSecurityException {
    PBEKeySpec spec = new PBEKeySpec(passphrase.characters(), salt, iterations, KEY_BITS);
    try {
      byte[] key =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
      return cipher;
    } finally {
      spec.clearPassword();
    }
  }
}
