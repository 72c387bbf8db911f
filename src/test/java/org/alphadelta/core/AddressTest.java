package org.alphadelta.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AddressTest {
  private static final PublicKey KEY =
      PublicKey.ofHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");

  @ParameterizedTest
  @EnumSource(NetworkId.class)
  void isReadBackOnItsOwnNetworkAndRefusedOnEveryOther(NetworkId network) {
    String text = new Address(network, KEY).toString();
    assertThat(text).startsWith(network.addressPrefix() + "1");
    for (NetworkId other : NetworkId.values()) {
      if (other == network) {
        assertThat(Address.parse(other, text)).isEqualTo(new Address(network, KEY));
      } else {
        assertThatThrownBy(() -> Address.parse(other, text))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("'" + network.addressPrefix() + "'")
            .hasMessageContaining("'" + other.addressPrefix() + "'");
      }
    }
  }

  @Test
  void prefixesAreThoseOfTheSpecification() {
    assertThat(NetworkId.MAINNET.addressPrefix()).isEqualTo("ax");
    assertThat(NetworkId.TESTNET.addressPrefix()).isEqualTo("axtest");
    assertThat(NetworkId.DEVNET.addressPrefix()).isEqualTo("axdev");
  }

  @Test
  void capitalsAreReadAndAMixtureIsNot() {
    String text = new Address(NetworkId.TESTNET, KEY).toString();
    assertThat(Address.parse(NetworkId.TESTNET, text.toUpperCase(Locale.ROOT)).key())
        .isEqualTo(KEY);
    assertThatThrownBy(
            () -> Address.parse(NetworkId.TESTNET, "AXTEST" + text.substring("axtest".length())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesDataThatIsNotOfAKeysLength() {
    for (int length : new int[] {0, 20, 31, 33, 40}) {
      String text = Bech32m.encode("ax", Bytes.of(new byte[length]));
      assertThatThrownBy(() -> Address.parse(NetworkId.MAINNET, text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("32-byte key");
    }
  }

  @Test
  void noTwoKeysShareAnAddress() {
    Random random = new Random(32);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[32];
      random.nextBytes(bytes);
      PublicKey key = PublicKey.of(bytes);
      assertThat(Address.parse(NetworkId.DEVNET, new Address(NetworkId.DEVNET, key).toString()))
          .isEqualTo(new Address(NetworkId.DEVNET, key));
    }
  }
}
