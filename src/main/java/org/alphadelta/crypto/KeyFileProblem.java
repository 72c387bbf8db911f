package org.alphadelta.crypto;

import java.nio.file.Path;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;

/** Why a key file or passphrase file is refused, with its path. It never holds a secret. */
public record KeyFileProblem(Path file, String code, String found, String expected)
    implements Rejection {
  /** One line for the operator: file, found, expected. */
  @Override
  public String sentence() {
    return file + ": found " + found + ", expected " + expected;
  }

  /** The file does not exist. */
  static KeyFileProblem missing(Path file, String expected) {
    return new KeyFileProblem(file, "key-file-missing", "no file", expected);
  }

  /** The file exists but cannot be read or written: permissions, a directory, a full disk. */
  static KeyFileProblem unusable(Path file, String found, String expected) {
    return new KeyFileProblem(file, "key-file-unusable", found, expected);
  }

  /** A key is never overwritten. */
  static KeyFileProblem exists(Path file) {
    return new KeyFileProblem(
        file, "key-file-exists", "an existing file", "none: a key file is never overwritten");
  }

  /** The file is not an encrypted PKCS#8 PEM in the one form that is read. */
  static KeyFileProblem notEncryptedPem(Path file, String found) {
    return new KeyFileProblem(
        file,
        "key-file-not-pem",
        found,
        "an encrypted PKCS#8 PEM (PBES2, PBKDF2 with HMAC-SHA-256, AES-256-CBC)");
  }

  /**
   * The passphrase does not decrypt the file, or the encrypted content is damaged; the format
   * cannot tell these apart.
   */
  static KeyFileProblem wrongPassphrase(Path file) {
    return new KeyFileProblem(
        file,
        "key-file-wrong-passphrase",
        "a wrong passphrase (or damaged content)",
        "the passphrase this key was encrypted with");
  }

  /** The file holds a key of another kind. */
  static KeyFileProblem notEd25519(Path file, String found) {
    return new KeyFileProblem(
        file, "key-file-not-ed25519", found, "an Ed25519 private key (1.3.101.112)");
  }

  /** The file holds another key than its first line names: damage, or two files mixed. */
  static KeyFileProblem otherKey(Path file, PublicKey key, String named) {
    return new KeyFileProblem(
        file,
        "key-file-other-key",
        "the private key of " + key.hex(),
        "that of " + named + ", which its first line names");
  }

  /** A passphrase file without a usable first line. */
  static KeyFileProblem badPassphrase(Path file, String found) {
    return new KeyFileProblem(
        file,
        "passphrase-malformed",
        found,
        "a passphrase of 1 to " + Passphrase.MAX_LENGTH + " UTF-8 characters in the first line");
  }
}
