package org.alphadelta.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Bech32mTest {
  private static final String FILE = "bech32/bip173_bip350.json";

  /** Reasons of refusal that are bech32m's own and not those of the addresses built on it. */
  private static final List<String> OWN_REASONS =
      List.of("checksum", "character", "mixed case", "padding");

  @Test
  void acceptsEveryValidStringOfBip350AndWritesItBack() {
    int cases = 0;
    for (JsonNode text : Vectors.json(FILE).path("bech32m").path("valid")) {
      Bech32m.Decoded decoded = Bech32m.decode(text.asText()).orElseThrow();
      assertThat(text.asText().toLowerCase(Locale.ROOT)).startsWith(decoded.prefix() + "1");
      cases++;
    }
    assertThat(cases).isEqualTo(7);
  }

  @Test
  void refusesEveryInvalidStringOfBip350() {
    int cases = 0;
    for (JsonNode invalid : Vectors.json(FILE).path("bech32m").path("invalid")) {
      String text =
          new String(
              Bytes.ofHex(invalid.path("hexBytes").asText()).toArray(),
              StandardCharsets.ISO_8859_1);
      assertThat(Bech32m.decode(text)).as(invalid.path("reason").asText()).isEmpty();
      cases++;
    }
    assertThat(cases).isEqualTo(14);
  }

  @Test
  void refusesTheOlderChecksumOfBip173() {
    int cases = 0;
    for (JsonNode text : Vectors.json(FILE).path("bech32").path("valid")) {
      assertThat(Bech32m.decode(text.asText())).as(text.asText()).isEmpty();
      cases++;
    }
    assertThat(cases).isEqualTo(7);
  }

  @Test
  void readsTheProgramsOfSegwitAddressesOfVersionOneAndUp() {
    int cases = 0;
    for (JsonNode pair : Vectors.json(FILE).path("segwit").path("valid")) {
      Bytes script = Bytes.ofHex(pair.get(1).asText());
      boolean versionZero = script.at(0) == 0;
      assertThat(Bech32m.decode(pair.get(0).asText()).isEmpty()).isEqualTo(versionZero);
      if (!versionZero) {
        Bech32m.Decoded decoded = Bech32m.decode(pair.get(0).asText()).orElseThrow();
        assertThat(program(decoded).toBytes()).contains(script.slice(2, script.length()));
        cases++;
      }
    }
    assertThat(cases).isGreaterThan(2);
  }

  @Test
  void refusesSegwitAddressesThatBreakARuleOfTheEncodingItself() {
    int cases = 0;
    for (JsonNode pair : Vectors.json(FILE).path("segwit").path("invalid")) {
      String reason = pair.get(1).asText().toLowerCase(Locale.ROOT);
      if (OWN_REASONS.stream().anyMatch(reason::contains) && !reason.contains("bech32m instead")) {
        assertThat(Bech32m.decode(pair.get(0).asText()).flatMap(d -> program(d).toBytes()))
            .as(reason)
            .isEmpty();
        cases++;
      }
    }
    assertThat(cases).isGreaterThan(4);
  }

  @Test
  void readsBackWhatItWrote() {
    Random random = new Random(350);
    for (int length = 0; length <= 45; length++) {
      byte[] content = new byte[length];
      random.nextBytes(content);
      String text = Bech32m.encode("axtest", Bytes.of(content));
      Bech32m.Decoded decoded = Bech32m.decode(text).orElseThrow();
      assertThat(decoded.prefix()).isEqualTo("axtest");
      assertThat(decoded.toBytes()).contains(Bytes.of(content));
    }
  }

  @Test
  void noticesEveryChangeOfOneOrTwoCharacters() {
    Random random = new Random(173);
    String charset = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    byte[] content = new byte[32];
    random.nextBytes(content);
    String text = Bech32m.encode("ax", Bytes.of(content));
    for (int i = 3; i < text.length(); i++) {
      for (int j = i; j < text.length(); j++) {
        StringBuilder changed = new StringBuilder(text);
        change(changed, i, charset, random);
        if (j != i) {
          change(changed, j, charset, random);
        }
        assertThat(Bech32m.decode(changed.toString())).as(changed.toString()).isEmpty();
      }
    }
  }

  private static void change(StringBuilder text, int at, String charset, Random random) {
    int old = charset.indexOf(text.charAt(at));
    text.setCharAt(at, charset.charAt((old + 1 + random.nextInt(31)) % 32));
  }

  /** A segwit program follows one group that holds the version. */
  private static Bech32m.Decoded program(Bech32m.Decoded decoded) {
    Bytes groups = decoded.groups();
    return new Bech32m.Decoded(
        decoded.prefix(), groups.slice(Math.min(1, groups.length()), groups.length()));
  }
}
