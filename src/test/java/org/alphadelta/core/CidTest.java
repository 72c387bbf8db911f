package org.alphadelta.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CidTest {
  private static final String RAW = "bafkrei";
  private static final String DAG_CBOR = "bafyrei";
  private static final String DAG_PB = "bafybei";
  private static final String DAG_JSON = "baguqeera";

  /** Worked out by hand: "b" and base32 of 01 55 12 20 and the SHA-256 of nothing. */
  private static final String EMPTY = "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku";

  /**
   * The fixtures are of other codecs than ours. What is shared with them is the digest, and, where
   * the codec is one byte as ours is, every character of the text but the first seven.
   */
  @Test
  void agreesWithForeignContentIdsOnDigestAndText() {
    Map<String, Integer> cases = new TreeMap<>();
    Vectors.archive("cid/ipld-codec-fixtures.tar.gz")
        .forEach(
            (path, content) -> {
              String file = path.substring(path.lastIndexOf('/') + 1);
              if (file.startsWith(".")) {
                return;
              }
              String name = file.substring(0, file.indexOf('.'));
              Cid cid = Cid.ofContent(Bytes.of(content));
              String codec = codec(name);
              cases.merge(codec, 1, Integer::sum);
              if (codec.equals(DAG_JSON)) {
                assertThat(digestOf(name)).as(path).isEqualTo(cid.digest());
              } else {
                String raw = RAW + name.substring(RAW.length());
                assertThat(cid.toString()).as(path).isEqualTo(raw);
                assertThat(Cid.parse(raw).names(Bytes.of(content))).as(path).isTrue();
              }
              assertThatThrownBy(() -> Cid.parse(name))
                  .as(path)
                  .isInstanceOf(IllegalArgumentException.class)
                  .hasMessageContaining("raw codec");
            });
    assertThat(cases).isEqualTo(Map.of(DAG_CBOR, 128, DAG_JSON, 128, DAG_PB, 17));
  }

  @Test
  void takesTheDigestsOfTheMultihashTable() {
    int cases = 0;
    for (String line : Vectors.text("multiformats/multihash_test_cases.csv").lines().toList()) {
      String[] columns = line.split(",", -1);
      if (columns[0].equals("sha2-256") && columns[1].equals("256")) {
        Hash digest = Sha256.plain(Bytes.utf8(columns[2]));
        assertThat("1220" + digest.hex()).isEqualTo(columns[3]);
        cases++;
      }
    }
    assertThat(cases).isEqualTo(20);
  }

  @Test
  void namesTheEmptyContent() {
    assertThat(Cid.ofContent(Bytes.EMPTY)).hasToString(EMPTY);
    assertThat(Cid.parse(EMPTY)).isEqualTo(Cid.ofContent(Bytes.EMPTY));
    assertThat(Cid.parse(EMPTY).names(Bytes.of((byte) 0))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "b",
        "BAFKREIHDWDCEFGH4DQKJV67UZCMW7OJEE6XEDZDETOJUZJEVTENXQUVYKU",
        "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyk",
        "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvykua",
        "zafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku",
        "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyk1",
        "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvykv",
        "Qme7ss3ARVgxv6rXqVPiikMJ8u2NLgmgszg13pYrDKEoiu"
      })
  void refusesEveryOtherText(String text) {
    assertThatThrownBy(() -> Cid.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static String codec(String name) {
    return List.of(DAG_CBOR, DAG_PB, DAG_JSON).stream()
        .filter(name::startsWith)
        .findFirst()
        .orElseThrow(() -> new AssertionError("unknown codec: " + name));
  }

  /** The last 32 bytes of a base32 text, whatever comes before them. */
  private static Hash digestOf(String name) {
    String bits =
        name.substring(1)
            .chars()
            .map("abcdefghijklmnopqrstuvwxyz234567"::indexOf)
            .mapToObj(group -> String.format("%5s", Integer.toBinaryString(group)))
            .map(group -> group.replace(' ', '0'))
            .reduce("", String::concat);
    int length = bits.length() / 8;
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
    }
    return new Hash(Bytes.of(bytes).slice(length - Hash.LENGTH, length));
  }
}
