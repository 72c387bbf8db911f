package org.alphadelta.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signature;
import org.alphadelta.core.Vectors;
import org.junit.jupiter.api.Test;

/**
 * The verifier against vectors of others. Where verifiers differ, our verdicts are frozen: a change
 * would fork chains.
 */
class Ed25519VectorsTest {
  private static final String VERDICTS = "/ed25519-verdicts.properties";

  @Test
  void agreesWithEveryCaseOfWycheproof() {
    int cases = 0;
    for (JsonNode group : Vectors.json("wycheproof/ed25519_test.json").path("testGroups")) {
      String key = group.path("publicKey").path("pk").asText();
      for (JsonNode test : group.path("tests")) {
        boolean accepted =
            accepts(
                key,
                Bytes.ofHex(test.path("msg").asText()),
                Bytes.ofHex(test.path("sig").asText()));
        assertThat(accepted)
            .as("case %d: %s", test.path("tcId").asInt(), test.path("comment").asText())
            .isEqualTo(test.path("result").asText().equals("valid"));
        cases++;
      }
    }
    assertThat(cases).isEqualTo(151);
  }

  @Test
  void givesTheFrozenVerdictsOnSpeccheck() throws IOException {
    SortedSet<Integer> accepted = new TreeSet<>();
    SortedSet<Integer> validKeys = new TreeSet<>();
    int number = 0;
    for (JsonNode test : Vectors.json("ed25519-speccheck/cases.json")) {
      String key = test.path("pub_key").asText();
      if (accepts(
          key,
          Bytes.ofHex(test.path("message").asText()),
          Bytes.ofHex(test.path("signature").asText()))) {
        accepted.add(number);
      }
      if (Ed25519.isValid(PublicKey.ofHex(key))) {
        validKeys.add(number);
      }
      number++;
    }
    assertThat(number).isEqualTo(12);
    assertThat(ranges(accepted)).isEqualTo(frozen("speccheck.accepted"));
    assertThat(ranges(validKeys)).isEqualTo(frozen("speccheck.valid-key"));
  }

  @Test
  void givesTheFrozenVerdictsOnCctv() throws IOException {
    SortedSet<Integer> accepted = new TreeSet<>();
    SortedSet<Integer> validKeys = new TreeSet<>();
    int cases = 0;
    for (JsonNode test : Vectors.json("cctv-ed25519/VALIDATIONVECTORS.json.gz")) {
      int number = test.path("number").asInt();
      String key = test.path("key").asText();
      Bytes message = Bytes.of(test.path("msg").asText().getBytes(StandardCharsets.UTF_8));
      if (accepts(key, message, Bytes.ofHex(test.path("sig").asText()))) {
        accepted.add(number);
      }
      if (Ed25519.isValid(PublicKey.ofHex(key))) {
        validKeys.add(number);
      }
      cases++;
    }
    assertThat(cases).isEqualTo(914);
    assertThat(ranges(accepted)).isEqualTo(frozen("cctv.accepted"));
    assertThat(ranges(validKeys)).isEqualTo(frozen("cctv.valid-key"));
  }

  @Test
  void noKeyOfSmallOrMixedOrderAndNoOtherEncodingMayEnterACommittee() {
    for (JsonNode test : Vectors.json("cctv-ed25519/VALIDATIONVECTORS.json.gz")) {
      String flags = test.path("flags").toString();
      boolean suspect =
          flags.contains("\"low_order_A\"")
              || flags.contains("\"low_order_component_A\"")
              || flags.contains("\"non_canonical_A\"");
      assertThat(Ed25519.isValid(PublicKey.ofHex(test.path("key").asText())))
          .as("case %d %s", test.path("number").asInt(), flags)
          .isEqualTo(!suspect);
    }
  }

  /** The frozen numbers as a rule: a residue of small order is forgiven, nothing else is. */
  @Test
  void refusesExactlySmallOrderKeysAndOtherEncodings() {
    for (JsonNode test : Vectors.json("cctv-ed25519/VALIDATIONVECTORS.json.gz")) {
      String flags = test.path("flags").toString();
      boolean refused = flags.contains("\"low_order_A\"") || flags.contains("non_canonical");
      assertThat(
              accepts(
                  test.path("key").asText(),
                  Bytes.utf8(test.path("msg").asText()),
                  Bytes.ofHex(test.path("sig").asText())))
          .as("case %d %s", test.path("number").asInt(), flags)
          .isEqualTo(!refused);
    }
  }

  @Test
  void makesExactlyTheSignaturesOfTheReferenceImplementation() {
    int cases = 0;
    for (String line : Vectors.text("ed25519-sign-input/sign.input.gz").lines().toList()) {
      String[] columns = line.split(":", -1);
      KeyPair pair = KeyPair.ofSeed(Bytes.ofHex(columns[0].substring(0, 64)));
      Bytes message = Bytes.ofHex(columns[2]);
      Signature signature = pair.sign(message);
      assertThat(pair.publicKey().hex()).isEqualTo(columns[1]);
      assertThat(signature.bytes().hex() + message.hex()).isEqualTo(columns[3]);
      assertThat(Ed25519.verifier().verify(pair.publicKey(), message, signature)).isTrue();
      cases++;
    }
    assertThat(cases).isEqualTo(128);
  }

  /** A signature of another length than 64 cannot even be spoken of. */
  private static boolean accepts(String key, Bytes message, Bytes signature) {
    return signature.length() == Signature.LENGTH
        && Ed25519.verifier().verify(PublicKey.ofHex(key), message, new Signature(signature));
  }

  private static String frozen(String name) throws IOException {
    Properties verdicts = new Properties();
    try (InputStream in = Ed25519VectorsTest.class.getResourceAsStream(VERDICTS)) {
      verdicts.load(in);
    }
    return verdicts.getProperty(name);
  }

  /** "0-3,7": how the frozen file writes a set of case numbers. */
  private static String ranges(SortedSet<Integer> numbers) {
    StringBuilder text = new StringBuilder();
    int first = 0;
    for (int number : numbers) {
      if (!numbers.contains(number - 1)) {
        first = number;
        text.append(text.isEmpty() ? "" : ",").append(first);
      }
      if (!numbers.contains(number + 1) && number > first) {
        text.append('-').append(number);
      }
    }
    return text.toString();
  }
}
