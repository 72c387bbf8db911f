package org.alphadelta.crypto;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The secret that decrypts key files: text of 1 to 1024 characters. {@code toString} does not show
 * it.
 */
public final class Passphrase {
  public static final int MAX_LENGTH = 1024;
  private static final long MAX_FILE_BYTES = 8192;

  private final char[] characters;

  private Passphrase(char[] characters) {
    this.characters = characters;
  }

  /**
   * A passphrase given as text.
   *
   * @throws IllegalArgumentException when it is empty, too long or has a line break; the message
   *     does not show it
   */
  public static Passphrase of(String text) {
    if (!isUsable(text) || text.lines().count() != 1) {
      throw new IllegalArgumentException(
          "a passphrase is one line of 1 to " + MAX_LENGTH + " characters, found " + text.length());
    }
    return new Passphrase(text.toCharArray());
  }

  /**
   * The first line of a UTF-8 file, without its line break, as OpenSSL's {@code -passin file:}
   * reads it.
   */
  public static Passphrase read(Path file) throws KeyFileException {
    String text;
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new KeyFileException(
            KeyFileProblem.badPassphrase(file, "a file of " + Files.size(file) + " bytes"));
      }
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new KeyFileException(KeyFileProblem.missing(file, "a passphrase file"));
    } catch (CharacterCodingException e) {
      throw new KeyFileException(KeyFileProblem.badPassphrase(file, "bytes that are not UTF-8"));
    } catch (IOException e) {
      throw new KeyFileException(
          KeyFileProblem.unusable(file, KeyFile.reason(e), "a readable passphrase file"));
    }
    String line = text.lines().findFirst().orElse("");
    if (!isUsable(line)) {
      throw new KeyFileException(
          KeyFileProblem.badPassphrase(
              file, line.isEmpty() ? "an empty first line" : line.length() + " characters"));
    }
    return new Passphrase(line.toCharArray());
  }

  private static boolean isUsable(String text) {
    return !text.isEmpty() && text.length() <= MAX_LENGTH;
  }

  char[] characters() {
    return characters.clone();
  }

  @Override
  public String toString() {
    return "passphrase (not shown)";
  }
}
