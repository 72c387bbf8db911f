package org.alphadelta.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Random;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ed25519Test {
  private static final KeyPair PAIR = KeyPair.ofSeed(Bytes.ofHex("42".repeat(32)));
  private static final Bytes MESSAGE = Bytes.utf8("height 7, round 0, precommit");

  @Test
  void noticesEveryFlippedBitOfSignatureKeyAndMessage() {
    Signature signature = PAIR.sign(MESSAGE);
    assertThat(verify(PAIR.publicKey().bytes(), MESSAGE, signature.bytes())).isTrue();
    for (int bit = 0; bit < 8 * Signature.LENGTH; bit++) {
      assertThat(verify(PAIR.publicKey().bytes(), MESSAGE, flip(signature.bytes(), bit))).isFalse();
    }
    for (int bit = 0; bit < 8 * PublicKey.LENGTH; bit++) {
      assertThat(verify(flip(PAIR.publicKey().bytes(), bit), MESSAGE, signature.bytes())).isFalse();
    }
    for (int bit = 0; bit < 8 * MESSAGE.length(); bit++) {
      assertThat(verify(PAIR.publicKey().bytes(), flip(MESSAGE, bit), signature.bytes())).isFalse();
    }
  }

  @Test
  void neverThrowsOnBytesOfAPeer() {
    Random random = new Random(25519);
    for (int i = 0; i < 2000; i++) {
      byte[] key = new byte[PublicKey.LENGTH];
      byte[] signature = new byte[Signature.LENGTH];
      random.nextBytes(key);
      random.nextBytes(signature);
      signature[63] &= 0x0f;
      assertThat(verify(Bytes.of(key), MESSAGE, Bytes.of(signature))).isFalse();
    }
  }

  @Test
  void everyGeneratedKeyMayEnterACommittee() {
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < 50; i++) {
      assertThat(Ed25519.isValid(KeyPair.generate(random).publicKey())).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0200000000000000000000000000000000000000000000000000000000000000"
      })
  void aPointOfSmallOrderOrNoPointMayNotEnterACommittee(String key) {
    assertThat(Ed25519.isValid(PublicKey.ofHex(key))).isFalse();
  }

  @Test
  void aSeedHas32Bytes() {
    for (int length : new int[] {0, 31, 33, 64}) {
      assertThatThrownBy(() -> KeyPair.ofSeed(Bytes.of(new byte[length])))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("found " + length);
    }
  }

  @Test
  void secretsDoNotShowThemselves() {
    assertThat(PAIR.toString()).doesNotContain("4242").contains(PAIR.publicKey().hex());
    assertThat(Passphrase.of("hunter2").toString()).doesNotContain("hunter2");
  }

  @Test
  void sameSeedIsSameKeyAndSameSignature() {
    KeyPair again = KeyPair.ofSeed(Bytes.ofHex("42".repeat(32)));
    assertThat(again).isEqualTo(PAIR).hasSameHashCodeAs(PAIR);
    assertThat(again.sign(MESSAGE)).isEqualTo(PAIR.sign(MESSAGE));
    assertThat(KeyPair.ofSeed(Bytes.ofHex("43".repeat(32)))).isNotEqualTo(PAIR);
  }

  private static boolean verify(Bytes key, Bytes message, Bytes signature) {
    return Ed25519.verifier().verify(new PublicKey(key), message, new Signature(signature));
  }

  private static Bytes flip(Bytes bytes, int bit) {
    byte[] flipped = bytes.toArray();
    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    return Bytes.of(flipped);
  }
}
