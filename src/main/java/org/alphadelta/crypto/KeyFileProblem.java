package org.alphadelta.crypto;

import java.nio.file.Path;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;

/** Why a key file or passphrase file is refused, with its path. It never holds a secret. */
public sealed interface KeyFileProblem extends Rejection {
  Path file();

  /** One line for the operator: file, found, expected. */
  @Override
  default String sentence() {
    return file() + ": found " + found() + ", expected " + expected();
  }

  /** The file does not exist. */
  record Missing(Path file, String expected) implements KeyFileProblem {
    @Override
    public String code() {
      return "key-file-missing";
    }

    @Override
    public String found() {
      return "no file";
    }
  }

  /** The file exists but cannot be read or written: permissions, a directory, a full disk. */
  record Unusable(Path file, String found, String expected) implements KeyFileProblem {
    @Override
    public String code() {
      return "key-file-unusable";
    }
  }

  /** A key is never overwritten. */
  record Exists(Path file) implements KeyFileProblem {
    @Override
    public String code() {
      return "key-file-exists";
    }

    @Override
    public String found() {
      return "an existing file";
    }

    @Override
    public String expected() {
      return "none: a key file is never overwritten";
    }
  }

  /** The file is not an encrypted PKCS#8 PEM in the one form that is read. */
  record NotEncryptedPem(Path file, String found) implements KeyFileProblem {
    @Override
    public String code() {
      return "key-file-not-pem";
    }

    @Override
    public String expected() {
      return "an encrypted PKCS#8 PEM (PBES2, PBKDF2 with HMAC-SHA-256, AES-256-CBC)";
    }
  }

  /**
   * The passphrase does not decrypt the file, or the encrypted content is damaged; the format
   * cannot tell these apart.
   */
  record WrongPassphrase(Path file) implements KeyFileProblem {
    @Override
    public String code() {
      return "key-file-wrong-passphrase";
    }

    @Override
    public String found() {
      return "a wrong passphrase (or damaged content)";
    }

    @Override
    public String expected() {
      return "the passphrase this key was encrypted with";
    }
  }

  /** The file holds a key of another kind. */
  record NotEd25519(Path file, String found) implements KeyFileProblem {
    @Override
    public String code() {
      return "key-file-not-ed25519";
    }

    @Override
    public String expected() {
      return "an Ed25519 private key (1.3.101.112)";
    }
  }

  /** The file holds another key than its first line names: damage, or two files mixed. */
  record OtherKey(Path file, PublicKey key, String named) implements KeyFileProblem {
    @Override
    public String code() {
      return "key-file-other-key";
    }

    @Override
    public String found() {
      return "the private key of " + key.hex();
    }

    @Override
    public String expected() {
      return "that of " + named + ", which its first line names";
    }
  }

  /** A passphrase file without a usable first line. */
  record BadPassphrase(Path file, String found) implements KeyFileProblem {
    @Override
    public String code() {
      return "passphrase-malformed";
    }

    @Override
    public String expected() {
      return "a passphrase of 1 to "
          + Passphrase.MAX_LENGTH
          + " UTF-8 characters in the first line";
    }
  }
}
