package org.alphadelta.genesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Member;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;
import org.alphadelta.core.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same parameters give the same bytes in every locale and time zone: those of the file {@code
 * golden/genesis.hex}.
 */
class GoldenGenesisTest {
  private final Locale locale = Locale.getDefault();
  private final TimeZone zone = TimeZone.getDefault();

  @AfterEach
  void putBack() {
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
  }

  static Stream<Arguments> places() {
    return Stream.of("en-US", "tr-TR", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "th-TH-u-ca-buddhist")
        .flatMap(
            tag ->
                Stream.of("UTC", "Asia/Kolkata", "Pacific/Apia")
                    .map(zone -> Arguments.of(tag, zone)));
  }

  @ParameterizedTest
  @MethodSource("places")
  void theGenesisIsTheGoldenOneEverywhere(String tag, String zoneId) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(tag));
    TimeZone.setDefault(TimeZone.getTimeZone(zoneId));
    assertThat(lines()).isEqualTo(golden());
  }

  @Test
  void theGoldenPairFitsItself() {
    GenesisPair pair = pair();
    GenesisPair again =
        GenesisGenerator.pair(
            pair.alpha().parameters(),
            pair.delta().parameters(),
            pair.alpha().header().predecessor());
    assertThat(again).isEqualTo(pair);
    assertThat(again.canonical()).isEqualTo(pair.canonical());
  }

  /**
   * Ten validators with keys from a hash, a predecessor, balances of every size: nothing here comes
   * from a key maker.
   */
  private static GenesisPair pair() {
    List<Member> members =
        IntStream.rangeClosed(1, 10)
            .mapToObj(i -> new Member(key("member", i), i <= 7 ? Role.GOVERNOR : Role.PUBLIC))
            .toList();
    Hash predecessor = Sha256.plain(Bytes.utf8("predecessor"));
    return GenesisGenerator.pair(
        parameters(ChainKind.ALPHA, Committee.of(members)),
        parameters(ChainKind.DELTA, Committee.of(members)),
        Optional.of(predecessor));
  }

  private static GenesisParameters parameters(ChainKind kind, Committee committee) {
    List<GenesisAccount> accounts = new ArrayList<>();
    for (int i = 0; i < 62; i += 3) {
      accounts.add(new GenesisAccount(key(kind.label(), i), 1L << i));
    }
    accounts.add(new GenesisAccount(key(kind.label(), 99), 0));
    return GenesisParameters.of(
        NetworkId.TESTNET,
        1,
        kind,
        new ChainParameters(400, 25, 17, 5, 1000, 10, 1),
        3,
        committee,
        accounts);
  }

  private static PublicKey key(String what, int number) {
    return new PublicKey(Sha256.plain(Bytes.utf8(what + " " + number)).bytes());
  }

  private static List<String> lines() {
    GenesisPair pair = pair();
    return List.of(
        "alpha-hash " + pair.alpha().hash(),
        "delta-hash " + pair.delta().hash(),
        "alpha-parameters " + pair.alpha().parameters().cid(),
        "delta-parameters " + pair.delta().parameters().cid(),
        "committee " + pair.committee().hash(),
        "alpha-state " + pair.alpha().header().stateRoot(),
        "delta-state " + pair.delta().header().stateRoot(),
        "alpha " + pair.alpha().canonical().hex(),
        "delta " + pair.delta().canonical().hex());
  }

  private static List<String> golden() throws IOException {
    try (InputStream in = GoldenGenesisTest.class.getResourceAsStream("/golden/genesis.hex")) {
      assertThat(in).as("resource golden/genesis.hex").isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** Prints the file's content, to be judged by a person before it replaces the golden one. */
  public static void main(String[] args) {
    lines().forEach(System.out::println);
  }
}
