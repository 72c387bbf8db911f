package org.alphadelta.journal;

import java.util.List;
import org.alphadelta.genesis.GenesisEvent.AttestedTwice;
import org.alphadelta.genesis.GenesisEvent.CacheQuarantined;
import org.alphadelta.genesis.GenesisEvent.GenesisAccepted;
import org.alphadelta.genesis.GenesisEvent.GenesisAttested;
import org.alphadelta.genesis.GenesisEvent.GenesisImported;

/** Codecs of stream {@code genesis}. */
final class GenesisCodecs {
  static final List<EventCodec<?>> ALL =
      List.of(
          new EventCodec<>(
              "genesis.imported.1",
              GenesisImported.class,
              GenesisImported.CODEC,
              e -> "The operator brought the genesis of " + e.pair() + "."),
          new EventCodec<>(
              "genesis.accepted.1",
              GenesisAccepted.class,
              GenesisAccepted.CODEC,
              e ->
                  "Accepted the genesis of "
                      + e.pair()
                      + " on the word of "
                      + e.attestations().size()
                      + " of "
                      + e.pinned()
                      + " pinned governors."),
          new EventCodec<>(
              "genesis.attested.1",
              GenesisAttested.class,
              GenesisAttested.CODEC,
              e -> "This governor attested the genesis of " + e.pair() + "."),
          new EventCodec<>(
              "genesis.attested-twice.1",
              AttestedTwice.class,
              AttestedTwice.CODEC,
              e ->
                  "Governor "
                      + e.evidence().offender().brief()
                      + " attested both "
                      + e.pair()
                      + " and "
                      + e.evidence().second().attestation().pair()
                      + "; it counts for neither."),
          new EventCodec<>(
              "genesis.cache-quarantined.1",
              CacheQuarantined.class,
              CacheQuarantined.CODEC,
              e -> "The cached genesis of " + e.pair() + " was moved aside: " + e.reason() + "."));

  private GenesisCodecs() {}
}
