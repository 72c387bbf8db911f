package org.alphadelta.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.Decoded;
import org.alphadelta.core.PublicKey;
import org.alphadelta.wire.Samples;
import org.junit.jupiter.api.Test;

/** Lists that have one order are refused in another, as values and as bytes. */
class SortedPartsTest {
  private static final GenesisParameters SOME = new Samples(1).of(GenesisParameters.class);
  private static final GenesisAccount FIRST = account(1);
  private static final GenesisAccount SECOND = account(2);
  private static final GenesisAccount LAST = account(0xff);

  @Test
  void accountsInAnotherOrderAreRefusedAndSortedByTheFactory() {
    List<GenesisAccount> sorted = List.of(FIRST, SECOND, LAST);
    List<GenesisAccount> permuted = List.of(SECOND, LAST, FIRST);
    assertThatIllegalArgumentException().isThrownBy(() -> exactly(permuted));
    assertThat(sorting(permuted)).isEqualTo(exactly(sorted));
    assertThat(GenesisParameters.CODEC.decode(bytes(sorted)).orThrow()).isEqualTo(exactly(sorted));
    assertThat(GenesisParameters.CODEC.decode(bytes(permuted)))
        .isInstanceOf(Decoded.Malformed.class);
  }

  @Test
  void anOwnerNamedTwiceIsRefusedByTheFactoryToo() {
    List<GenesisAccount> twice = List.of(FIRST, new GenesisAccount(FIRST.owner(), 7));
    assertThatIllegalArgumentException().isThrownBy(() -> exactly(twice));
    assertThatIllegalArgumentException().isThrownBy(() -> sorting(twice));
    assertThat(GenesisParameters.CODEC.decode(bytes(twice))).isInstanceOf(Decoded.Malformed.class);
  }

  private static GenesisAccount account(int number) {
    byte[] key = new byte[PublicKey.LENGTH];
    key[0] = (byte) number;
    return new GenesisAccount(new PublicKey(Bytes.of(key)), number);
  }

  private static GenesisParameters exactly(List<GenesisAccount> accounts) {
    return new GenesisParameters(
        SOME.network(),
        SOME.generation(),
        SOME.kind(),
        SOME.chain(),
        SOME.deltaMinAlphaBlocks(),
        SOME.committee(),
        accounts);
  }

  private static GenesisParameters sorting(List<GenesisAccount> accounts) {
    return GenesisParameters.of(
        SOME.network(),
        SOME.generation(),
        SOME.kind(),
        SOME.chain(),
        SOME.deltaMinAlphaBlocks(),
        SOME.committee(),
        accounts);
  }

  private static Bytes bytes(List<GenesisAccount> accounts) {
    CanonicalWriter out =
        new CanonicalWriter()
            .uint(1, SOME.network().number())
            .uint(2, SOME.generation())
            .uint(3, SOME.kind().number())
            .message(4, SOME.chain())
            .uint(5, SOME.deltaMinAlphaBlocks())
            .message(6, SOME.committee());
    accounts.forEach(a -> out.message(7, a));
    return out.toBytes();
  }
}
