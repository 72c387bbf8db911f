package org.alphadelta.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Decoded;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.genesis.Genesis;
import org.alphadelta.genesis.GenesisAgreement;
import org.alphadelta.genesis.GenesisGenerator;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.Manifest;
import org.alphadelta.genesis.Pins;
import org.alphadelta.genesis.SignedAttestation;

/**
 * Fetches a genesis from a node's public port. Only canonical bytes count; the node's JSON is for
 * people.
 */
final class RemoteGenesis {
  private RemoteGenesis() {}

  /** The pair a node runs; exit code 3 when it contradicts itself. */
  static GenesisPair pair(NodeHttpClient node) {
    JsonNode json = node.get("/network/genesis");
    GenesisPair pair =
        new GenesisPair(
            decoded(json.path("alpha").path("canonical"), Genesis.CODEC),
            decoded(json.path("delta").path("canonical"), Genesis.CODEC));
    GenesisViews.requireSound(node.toString(), GenesisGenerator.check(pair));
    return pair;
  }

  /** Exit code 3 unless enough of the pinned governors attest the pair. */
  static void requireAttested(NodeHttpClient node, GenesisPair pair, Pins pins) {
    List<SignedAttestation> attestations = new ArrayList<>();
    for (JsonNode one : node.get("/network/genesis/certificate").path("attestations")) {
      attestations.add(decoded(one.path("canonical"), SignedAttestation.CODEC));
    }
    GenesisAgreement agreement =
        GenesisAgreement.of(pins).withAll(attestations, Ed25519.verifier());
    String found =
        switch (agreement.result()) {
          case GenesisAgreement.Result.Agreed agreed when isOf(agreed, pair) -> "";
          case GenesisAgreement.Result.Agreed agreed -> "attestations of " + agreed.pair();
          case GenesisAgreement.Result.Short tooFew -> "attestations of " + tooFew.words();
          case GenesisAgreement.Result.Disputed disputed ->
              "governors that disagree: at most "
                  + disputed.have()
                  + " of "
                  + disputed.needed()
                  + " needed";
        };
    if (!found.isEmpty()) {
      throw CommandFailure.no(
          node.toString(), found, pins.needed() + " pinned governors' word on " + pair.id());
    }
  }

  static <T extends Canonical> T decoded(JsonNode hex, Codec<T> codec) {
    return decoded(hex(hex), codec);
  }

  static <T extends Canonical> T decoded(Bytes bytes, Codec<T> codec) {
    return switch (codec.decode(bytes)) {
      case Decoded.Ok<T>(T value) -> value;
      case Decoded.Malformed<T>(var rejection) ->
          throw CommandFailure.no("the node's answer", rejection.sentence(), "a " + codec.type());
    };
  }

  static Bytes hex(JsonNode hex) {
    try {
      return Bytes.ofHex(hex.asText(""));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.no(
          "the node's answer", "'" + hex.asText("") + "'", "hexadecimal digits");
    }
  }

  private static boolean isOf(GenesisAgreement.Result.Agreed agreed, GenesisPair pair) {
    return agreed.pair().equals(pair.id())
        && agreed.alpha().equals(Manifest.of(pair.alpha().canonical()))
        && agreed.delta().equals(Manifest.of(pair.delta().canonical()));
  }
}
