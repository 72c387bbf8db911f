package org.alphadelta.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class Sha256Test {
  @Test
  void plainIsFips180() {
    assertThat(Sha256.plain(Bytes.utf8("abc")).hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Sha256.plain(Bytes.utf8("a"), Bytes.utf8("bc")))
        .isEqualTo(Sha256.plain(Bytes.utf8("abc")));
  }

  @Test
  void taggedIsThePlainHashOfTheSpelledOutInput() {
    Bytes spelled = Bytes.ofHex("03" + "746167" + "0000000000000002" + "6869" + "0000000000000000");
    assertThat(Sha256.tagged("tag", Bytes.utf8("hi"), Bytes.EMPTY))
        .isEqualTo(Sha256.plain(spelled));
  }

  @Test
  void noTwoTagsAndNoTwoSplitsShareAHash() {
    List<Hash> hashes =
        List.of(
            Sha256.tagged("ab", Bytes.utf8("c")),
            Sha256.tagged("a", Bytes.utf8("bc")),
            Sha256.tagged("a", Bytes.utf8("b"), Bytes.utf8("c")),
            Sha256.tagged("a", Bytes.utf8("bc"), Bytes.EMPTY),
            Sha256.tagged("a", Bytes.EMPTY, Bytes.utf8("bc")),
            Sha256.tagged("a"),
            Sha256.tagged("a", Bytes.EMPTY),
            Sha256.tagged(""),
            Sha256.plain(Bytes.utf8("abc")));
    assertThat(new TreeSet<>(hashes)).hasSameSizeAs(hashes);
  }

  @Test
  void aTagHasAtMost255Bytes() {
    Sha256.tagged("t".repeat(255));
    assertThatThrownBy(() -> Sha256.tagged("t".repeat(256)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void purposesOfSignaturesNeverShareBytes() {
    ChainId chain = new ChainId(NetworkId.TESTNET, 1, ChainKind.ALPHA, Sha256.plain(Bytes.EMPTY));
    Set<Bytes> signed = new TreeSet<>();
    for (Purpose purpose : Purpose.values()) {
      signed.add(purpose.signingBytes(chain, Bytes.utf8("content")));
    }
    for (NetworkId network : List.of(NetworkId.MAINNET, NetworkId.DEVNET)) {
      signed.add(
          Purpose.PREVOTE.signingBytes(
              new ChainId(network, 1, ChainKind.ALPHA, chain.genesis()), Bytes.utf8("content")));
    }
    signed.add(
        Purpose.PREVOTE.signingBytes(
            new ChainId(NetworkId.TESTNET, 2, ChainKind.ALPHA, chain.genesis()),
            Bytes.utf8("content")));
    signed.add(
        Purpose.PREVOTE.signingBytes(
            new ChainId(NetworkId.TESTNET, 1, ChainKind.DELTA, chain.genesis()),
            Bytes.utf8("content")));
    signed.add(
        Purpose.PREVOTE.signingBytes(
            new ChainId(NetworkId.TESTNET, 1, ChainKind.ALPHA, Sha256.plain(Bytes.utf8("x"))),
            Bytes.utf8("content")));
    assertThat(signed).hasSize(Purpose.values().length + 5);
  }
}
