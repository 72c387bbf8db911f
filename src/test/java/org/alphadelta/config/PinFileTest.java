package org.alphadelta.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.alphadelta.core.Address;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Sha256;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.genesis.Pins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pin file may hold; does not know who the governors are. */
class PinFileTest {
  private static final PublicKey ONE = key("one");
  private static final PublicKey TWO = key("two");

  @TempDir Path directory;

  @Test
  void whatIsWrittenIsRead() throws Exception {
    Pins pins = new Pins(NetworkId.TESTNET, 1, new TreeSet<>(List.of(ONE, TWO)));

    assertThat(PinFile.read(file(PinFile.text(pins)))).isEqualTo(pins);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"network":"testnet","generation":0,"governors":[]}      | governors: found an empty list, expected a list with at least one
          {"network":"testnet","generation":0}                     | governors: found nothing, expected a list with at least one
          {}                                                       | network: found nothing, expected mainnet, testnet, devnet
          ``                                                       | file: found nothing, expected a JSON object
          []                                                       | file: found no JSON object
          {"network":                                              | line 1: found malformed JSON
          {"network":"testnet","generation":0,"governors":["ONE"]} trailing | line 1: found malformed JSON
          {"network":"tastnet","generation":0,"governors":["ONE"]} | network: found "tastnet"
          {"network":"testnet","generation":-1,"governors":["ONE"]} | generation: found -1
          {"network":"testnet","generation":"0","governors":["ONE"]} | generation: found "0"
          {"network":"testnet","generation":0,"governors":["ONE","ONE"]} | governors[1]: found the address of an earlier entry
          {"network":"testnet","generation":0,"governors":["axtest1qqq"]} | governors[0]: found 'axtest1qqq', expected a testnet address
          {"network":"devnet","generation":0,"governors":["ONE"]}  | governors[0]: found 'axtest1
          {"network":"testnet","generation":0,"governors":["BAD"]} | governors[0]: found an address whose key is no Ed25519 key
          {"network":"testnet","generation":0,"governors":["ONE"],"governer":1} | governer: found an unknown field, expected a known one like governors
          """)
  void aDoubtfulFileIsRefused(String text, String begins) throws Exception {
    Path file =
        file(
            text.replace("ONE", new Address(NetworkId.TESTNET, ONE).toString())
                .replace(
                    "BAD",
                    new Address(NetworkId.TESTNET, new PublicKey(Bytes.ofHex("00".repeat(32))))
                        .toString()));

    ConfigException thrown = catchThrowableOfType(ConfigException.class, () -> PinFile.read(file));

    assertThat(thrown).isNotNull();
    assertThat(thrown.lines()).anyMatch(l -> l.startsWith(begins) && l.endsWith("(" + file + ")"));
  }

  @Test
  void aMissingFileIsNamed() {
    ConfigException thrown =
        catchThrowableOfType(
            ConfigException.class, () -> PinFile.read(directory.resolve("none.json")));

    assertThat(thrown.lines()).hasSize(1).allMatch(l -> l.contains("no readable file"));
  }

  private Path file(String text) throws Exception {
    return Files.writeString(directory.resolve("pins.json"), text);
  }

  private static PublicKey key(String name) {
    return KeyPair.ofSeed(Sha256.plain(Bytes.utf8(name)).bytes()).publicKey();
  }
}
