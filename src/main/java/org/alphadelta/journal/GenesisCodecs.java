package org.alphadelta.journal;

import java.util.List;
import org.alphadelta.genesis.GenesisEvent.AttestedTwice;
import org.alphadelta.genesis.GenesisEvent.CacheQuarantined;
import org.alphadelta.genesis.GenesisEvent.GenesisAccepted;
import org.alphadelta.genesis.GenesisEvent.GenesisAttested;
import org.alphadelta.genesis.GenesisEvent.GenesisImported;
import org.alphadelta.wire.CoreForms;
import org.alphadelta.wire.Decoder;
import org.alphadelta.wire.Fields;
import org.alphadelta.wire.GenesisForms;
import org.alphadelta.wire.Limits;
import org.alphadelta.wire.proto.AttestedTwiceForm;
import org.alphadelta.wire.proto.CacheQuarantinedForm;
import org.alphadelta.wire.proto.GenesisAcceptedForm;
import org.alphadelta.wire.proto.GenesisAttestedForm;
import org.alphadelta.wire.proto.GenesisImportedForm;

/** The codecs of stream {@code genesis}. They do not judge what happened. */
final class GenesisCodecs {
  static final List<EventCodec<?>> ALL =
      List.of(
          EventCodec.of(
              "genesis.imported.1",
              GenesisImported.class,
              Decoder.of(
                  "genesis imported",
                  Limits.SMALL_BYTES,
                  GenesisImportedForm.getDescriptor(),
                  GenesisImportedForm.parser(),
                  f -> new GenesisImported(CoreForms.pairId(f.getPair()))),
              e -> "The operator brought the genesis of " + e.pair() + "."),
          EventCodec.of(
              "genesis.accepted.1",
              GenesisAccepted.class,
              Decoder.of(
                  "genesis accepted",
                  Limits.ATTESTATIONS_BYTES,
                  GenesisAcceptedForm.getDescriptor(),
                  GenesisAcceptedForm.parser(),
                  f ->
                      new GenesisAccepted(
                          CoreForms.pairId(f.getPair()),
                          Fields.uint32(f.getPinned()),
                          f.getAttestationsList().stream()
                              .map(GenesisForms::signedAttestation)
                              .toList())),
              e ->
                  "Accepted the genesis of "
                      + e.pair()
                      + " on the word of "
                      + e.attestations().size()
                      + " of "
                      + e.pinned()
                      + " pinned governors."),
          EventCodec.of(
              "genesis.attested.1",
              GenesisAttested.class,
              Decoder.of(
                  "genesis attested",
                  Limits.ATTESTATION_BYTES,
                  GenesisAttestedForm.getDescriptor(),
                  GenesisAttestedForm.parser(),
                  f ->
                      new GenesisAttested(
                          CoreForms.pairId(f.getPair()),
                          GenesisForms.signedAttestation(f.getAttestation()))),
              e -> "This governor attested the genesis of " + e.pair() + "."),
          EventCodec.of(
              "genesis.attested-twice.1",
              AttestedTwice.class,
              Decoder.of(
                  "genesis attested twice",
                  Limits.DOUBLE_ATTESTATION_BYTES,
                  AttestedTwiceForm.getDescriptor(),
                  AttestedTwiceForm.parser(),
                  f -> new AttestedTwice(GenesisForms.doubleAttestation(f.getEvidence()))),
              e ->
                  "Governor "
                      + e.evidence().offender().brief()
                      + " attested both "
                      + e.pair()
                      + " and "
                      + e.evidence().second().attestation().pair()
                      + "; it counts for neither."),
          EventCodec.of(
              "genesis.cache-quarantined.1",
              CacheQuarantined.class,
              Decoder.of(
                  "cache quarantined",
                  Limits.SMALL_BYTES,
                  CacheQuarantinedForm.getDescriptor(),
                  CacheQuarantinedForm.parser(),
                  f -> new CacheQuarantined(CoreForms.pairId(f.getPair()), f.getReason())),
              e -> "The cached genesis of " + e.pair() + " was moved aside: " + e.reason() + "."));

  private GenesisCodecs() {}
}
