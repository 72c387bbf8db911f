package org.alphadelta.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.alphadelta.core.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
  private static final KeyPair PAIR = KeyPair.ofSeed(Bytes.ofHex("07".repeat(32)));
  private static final Passphrase PASSPHRASE = Passphrase.of("richtig pferd \u2013 batterie");
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path directory;

  @Test
  void readsBackWhatItWrote() throws Exception {
    Path file = written();
    assertThat(KeyFile.read(file, PASSPHRASE)).isEqualTo(PAIR);
  }

  @Test
  void leavesOneFileThatOnlyItsOwnerReads() throws Exception {
    Path file = written();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).doesNotContain("07".repeat(16));
  }

  @Test
  void neverOverwrites() throws Exception {
    Path file = written();
    byte[] before = Files.readAllBytes(file);
    KeyPair other = KeyPair.generate(RANDOM);
    assertProblem("key-file-exists", () -> KeyFile.write(file, other, PASSPHRASE, RANDOM));
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void twoWritesOfOneKeyShareNoCiphertext() throws Exception {
    Path one = directory.resolve("one.key");
    Path two = directory.resolve("two.key");
    KeyFile.write(one, PAIR, PASSPHRASE, RANDOM);
    KeyFile.write(two, PAIR, PASSPHRASE, RANDOM);
    assertThat(Files.readAllLines(one).get(3)).isNotEqualTo(Files.readAllLines(two).get(3));
  }

  @Test
  void wrongPassphraseIsNamedAsSuch() throws Exception {
    Path file = written();
    KeyFileException refused =
        assertProblem(
            "key-file-wrong-passphrase", () -> KeyFile.read(file, Passphrase.of("wrong")));
    assertThat(refused).hasMessageContaining(file.toString()).hasMessageNotContaining("\n");
  }

  /** One wrong passphrase in 256 leaves a valid padding: it must not be called anything else. */
  @Test
  void everyWrongPassphraseIsNamedAsSuchWhateverThePaddingSays() throws Exception {
    byte[] content = Pkcs8Encryption.encrypt(Pkcs8Encryption.plain(PAIR), PASSPHRASE, 1, RANDOM);
    Path file = directory.resolve("quick.key");
    for (int i = 0; i < 3000; i++) {
      Passphrase wrong = Passphrase.of("wrong " + i);
      assertProblem(
          "key-file-wrong-passphrase", () -> Pkcs8Encryption.decrypt(file, content, wrong));
    }
    assertThat(Pkcs8Encryption.decrypt(file, content, PASSPHRASE)).isEqualTo(PAIR);
  }

  @Test
  void everyFlippedBitIsARefusalOrTheSameKey() throws Exception {
    String header = "Ed25519 public key: " + PAIR.publicKey().hex() + "\n";
    byte[] content = Pkcs8Encryption.encrypt(Pkcs8Encryption.plain(PAIR), PASSPHRASE, 1, RANDOM);
    Path file = directory.resolve("damaged.key");
    int otherKeys = 0;
    for (int bit = 0; bit < 8 * content.length; bit++) {
      byte[] damaged = content.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.writeString(file, header + pem("ENCRYPTED PRIVATE KEY", damaged));
      try {
        assertThat(KeyFile.read(file, PASSPHRASE)).as("bit %d", bit).isEqualTo(PAIR);
      } catch (KeyFileException e) {
        otherKeys += e.problem().code().equals("key-file-other-key") ? 1 : 0;
      }
    }
    assertThat(otherKeys).as("damage that only the first line gives away").isGreaterThan(100);
  }

  @Test
  void everyChangedCharacterIsARefusalOrTheSameKey() throws Exception {
    byte[] content = Pkcs8Encryption.encrypt(Pkcs8Encryption.plain(PAIR), PASSPHRASE, 1, RANDOM);
    String text =
        "Ed25519 public key: "
            + PAIR.publicKey().hex()
            + "\n"
            + pem("ENCRYPTED PRIVATE KEY", content);
    Path file = directory.resolve("damaged.key");
    for (int at = 0; at < text.length(); at++) {
      for (char other : new char[] {'A', '=', '\n', '-', (char) 0xff}) {
        StringBuilder damaged = new StringBuilder(text);
        damaged.setCharAt(at, other);
        Files.writeString(file, damaged, StandardCharsets.ISO_8859_1);
        try {
          assertThat(KeyFile.read(file, PASSPHRASE)).as("%d %s", at, other).isEqualTo(PAIR);
        } catch (KeyFileException e) {
          assertThat(e.problem().file()).isEqualTo(file);
        }
      }
    }
  }

  @Test
  void missingFileIsNamedAsSuch() {
    KeyFileException refused =
        assertProblem(
            "key-file-missing", () -> KeyFile.read(directory.resolve("validator.key"), PASSPHRASE));
    assertThat(refused)
        .hasMessage(
            directory.resolve("validator.key") + ": found no file, expected an encrypted key file");
  }

  @Test
  void aDirectoryInItsPlaceIsNamedAsSuch() throws Exception {
    Path inTheWay = Files.createDirectory(directory.resolve("node.key"));
    assertProblem("key-file-unusable", () -> KeyFile.read(inTheWay, PASSPHRASE));
    assertProblem("key-file-exists", () -> KeyFile.write(inTheWay, PAIR, PASSPHRASE, RANDOM));
    assertProblem(
        "key-file-unusable",
        () -> KeyFile.write(directory.resolve("none/node.key"), PAIR, PASSPHRASE, RANDOM));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not a key",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIGb\n",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\n!!!!\n-----END ENCRYPTED PRIVATE KEY-----\n",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\n-----END ENCRYPTED PRIVATE KEY-----\n",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n",
        "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"
      })
  void whatIsNoEncryptedPemIsNamedAsSuch(String text) throws Exception {
    Path file = directory.resolve("node.key");
    Files.writeString(file, text);
    assertProblem("key-file-not-pem", () -> KeyFile.read(file, PASSPHRASE));
  }

  @Test
  void anUnencryptedKeyIsRefused() throws Exception {
    Path file = directory.resolve("node.key");
    Files.writeString(file, pem("PRIVATE KEY", Pkcs8Encryption.plain(PAIR)));
    assertThat(assertProblem("key-file-not-pem", () -> KeyFile.read(file, PASSPHRASE)))
        .hasMessageContaining("'PRIVATE KEY'");
  }

  @Test
  void anotherKindOfKeyIsNamedAsSuch() throws Exception {
    for (String kind : List.of("EC", "X25519")) {
      byte[] plain = KeyPairGenerator.getInstance(kind).generateKeyPair().getPrivate().getEncoded();
      Path file = directory.resolve(kind + ".key");
      byte[] content = Pkcs8Encryption.encrypt(plain, PASSPHRASE, 1, RANDOM);
      Files.writeString(file, pem("ENCRYPTED PRIVATE KEY", content));
      assertProblem("key-file-not-ed25519", () -> KeyFile.read(file, PASSPHRASE));
    }
  }

  @Test
  void everyTruncationIsRefused() throws Exception {
    String text = Files.readString(written());
    Path file = directory.resolve("torn.key");
    int end = text.indexOf("-----END");
    for (int length = 0; length < end; length += 7) {
      Files.writeString(file, text.substring(0, length));
      assertThatThrownBy(() -> KeyFile.read(file, PASSPHRASE)).isInstanceOf(KeyFileException.class);
    }
  }

  @Test
  void twoKeysAreReadFastEnoughForAStart() throws Exception {
    Path file = written();
    long before = System.nanoTime();
    KeyFile.read(file, PASSPHRASE);
    KeyFile.read(file, PASSPHRASE);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
    System.out.println("two key files read in " + millis + " ms");
    assertThat(millis).isLessThan(2000);
  }

  @Test
  void opensslReadsOurFile() throws Exception {
    Path file = written();
    Path secret = passphraseFile("richtig pferd \u2013 batterie\n");
    String text =
        openssl("pkey", "-in", file.toString(), "-passin", "file:" + secret, "-noout", "-text");
    assertThat(text).contains("ED25519 Private-Key");
    String hex = text.substring(text.indexOf("pub:") + 4).replaceAll("[^0-9a-f]", "");
    assertThat(hex).isEqualTo(PAIR.publicKey().hex());
  }

  @Test
  void weReadAFileOfOpenssl() throws Exception {
    Path file = directory.resolve("foreign.key");
    Path secret = passphraseFile("correct horse\r\nsecond line\n");
    openssl(
        "genpkey",
        "-algorithm",
        "ed25519",
        "-aes-256-cbc",
        "-pass",
        "pass:correct horse",
        "-out",
        file.toString());
    String text =
        openssl(
            "pkey",
            "-in",
            file.toString(),
            "-passin",
            "pass:correct horse",
            "-pubout",
            "-outform",
            "PEM");
    KeyPair pair = KeyFile.read(file, Passphrase.read(secret));
    byte[] der = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", "").strip());
    assertThat(Bytes.of(Arrays.copyOfRange(der, der.length - 32, der.length)))
        .isEqualTo(pair.publicKey().bytes());
  }

  @Test
  void aPassphraseIsTheFirstLineOfItsFile() throws Exception {
    Path file = written();
    for (String text :
        List.of(
            "richtig pferd \u2013 batterie",
            "richtig pferd \u2013 batterie\n",
            "richtig pferd \u2013 batterie\r\nother\n")) {
      assertThat(KeyFile.read(file, Passphrase.read(passphraseFile(text)))).isEqualTo(PAIR);
    }
  }

  @Test
  void aBadPassphraseFileIsNamedAsSuch() throws Exception {
    for (String text : List.of("", "\n", "\nlater\n", "x".repeat(1025), "x".repeat(10_000))) {
      Path file = passphraseFile(text);
      assertProblem("passphrase-malformed", () -> Passphrase.read(file));
    }
    Path latin = directory.resolve("latin1");
    Files.write(latin, "gr\u00fc\u00dfe".getBytes(StandardCharsets.ISO_8859_1));
    assertProblem("passphrase-malformed", () -> Passphrase.read(latin));
    assertProblem("key-file-missing", () -> Passphrase.read(directory.resolve("nothing")));
    assertThatThrownBy(() -> Passphrase.of("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Passphrase.of("two\nlines"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private interface Action {
    void run() throws Exception;
  }

  private static KeyFileException assertProblem(String code, Action action) {
    KeyFileException refused = catchThrowableOfType(KeyFileException.class, () -> action.run());
    assertThat(refused).as("expected a refusal: " + code).isNotNull();
    assertThat(refused.problem().code()).isEqualTo(code);
    assertThat(refused).hasMessageContaining("found ").hasMessageContaining(", expected ");
    return refused;
  }

  private Path written() throws KeyFileException {
    Path file = directory.resolve("validator.key");
    KeyFile.write(file, PAIR, PASSPHRASE, RANDOM);
    return file;
  }

  private Path passphraseFile(String text) throws IOException {
    Path file = directory.resolve("passphrase");
    return Files.writeString(file, text);
  }

  private static String pem(String type, byte[] content) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
        + "\n-----END "
        + type
        + "-----\n";
  }

  private static String openssl(String... arguments) throws Exception {
    Process process;
    try {
      process =
          new ProcessBuilder(Stream.concat(Stream.of("openssl"), Arrays.stream(arguments)).toList())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      System.out.println("SKIPPED: no openssl on this machine");
      assumeTrue(false, "no openssl on this machine");
      throw e;
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
