package org.alphadelta.crypto;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/**
 * Reads and writes one private key in one file: encrypted PKCS#8 PEM (RFC 5958, RFC 8018), which
 * OpenSSL reads too. A file is created whole and synced or not at all, is readable by its owner
 * alone, and is never overwritten. Its first line (explanatory text, RFC 7468, 5.2) names the
 * public key, because PBES2 has no integrity protection and a flipped bit could decrypt to another
 * key. A file without that line, made by another program, is read too.
 */
public final class KeyFile {
  private static final String PEM_TYPE = "ENCRYPTED PRIVATE KEY";
  private static final String PUBLIC_KEY_LINE = "Ed25519 public key: ";
  private static final long MAX_FILE_BYTES = 16 * 1024;

  private KeyFile() {}

  /**
   * Writes a key durably: temporary file, fsync, name, fsync of the directory. The directory must
   * exist.
   *
   * @throws KeyFileException {@code Exists} when the file is there, {@code Unusable} when the disk
   *     refuses
   */
  public static void write(Path file, KeyPair key, Passphrase passphrase, SecureRandom random)
      throws KeyFileException {
    if (Files.exists(file)) {
      throw new KeyFileException(KeyFileProblem.exists(file));
    }
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new KeyFileException(
          KeyFileProblem.unusable(file, "no directory " + directory, "an existing directory"));
    }
    String text =
        PUBLIC_KEY_LINE
            + key.publicKey().hex()
            + "\n"
            + pem(Pkcs8Encryption.encrypt(key, passphrase, random));
    byte[] suffix = new byte[8];
    random.nextBytes(suffix);
    Path temporary =
        directory.resolve("." + file.getFileName() + "." + HexFormat.of().formatHex(suffix));
    try {
      try {
        writeSynced(temporary, text);
        // Unlike a rename, a link does not replace a file that appeared in between.
        Files.createLink(file, temporary);
      } finally {
        Files.deleteIfExists(temporary);
      }
      syncDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      throw new KeyFileException(KeyFileProblem.exists(file));
    } catch (IOException e) {
      throw new KeyFileException(
          KeyFileProblem.unusable(file, reason(e), "a file that can be written and synced"));
    }
  }

  /**
   * Reads and decrypts a key.
   *
   * @throws KeyFileException with the expectation that failed
   */
  public static KeyPair read(Path file, Passphrase passphrase) throws KeyFileException {
    String text = text(file);
    KeyPair key = Pkcs8Encryption.decrypt(file, content(file, text), passphrase);
    Optional<String> named =
        text.lines()
            .filter(line -> line.startsWith(PUBLIC_KEY_LINE))
            .map(line -> line.substring(PUBLIC_KEY_LINE.length()).strip())
            .findFirst();
    if (named.isPresent() && !named.get().equals(key.publicKey().hex())) {
      throw new KeyFileException(KeyFileProblem.otherKey(file, key.publicKey(), named.get()));
    }
    return key;
  }

  private static String text(Path file) throws KeyFileException {
    try {
      long size = Files.size(file);
      if (size > MAX_FILE_BYTES) {
        throw new KeyFileException(
            KeyFileProblem.notEncryptedPem(file, "a file of " + size + " bytes"));
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new KeyFileException(KeyFileProblem.missing(file, "an encrypted key file"));
    } catch (IOException e) {
      throw new KeyFileException(KeyFileProblem.unusable(file, reason(e), "a readable key file"));
    }
  }

  private static byte[] content(Path file, String text) throws KeyFileException {
    try (PemReader reader = new PemReader(new StringReader(text))) {
      PemObject object = reader.readPemObject();
      if (object == null) {
        throw new KeyFileException(KeyFileProblem.notEncryptedPem(file, "no PEM"));
      }
      if (!object.getType().equals(PEM_TYPE)) {
        throw new KeyFileException(
            KeyFileProblem.notEncryptedPem(file, "a PEM of type '" + object.getType() + "'"));
      }
      return object.getContent();
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      // BouncyCastle's Base64 decoder throws unchecked exceptions on malformed text.
      throw new KeyFileException(KeyFileProblem.notEncryptedPem(file, "a malformed PEM"));
    }
  }

  private static String pem(byte[] content) {
    StringBuilder text = new StringBuilder("-----BEGIN " + PEM_TYPE + "-----\n");
    text.append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content));
    return text.append("\n-----END ").append(PEM_TYPE).append("-----\n").toString();
  }

  private static void writeSynced(Path file, String text) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static void syncDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The operating system's reason, without the path, which the problem names already. */
  static String reason(IOException failure) {
    if (failure instanceof FileSystemException named && named.getReason() != null) {
      return named.getReason();
    }
    return failure.getClass().getSimpleName();
  }
}
