package org.alphadelta.serial;

import java.util.List;
import java.util.stream.Stream;
import org.alphadelta.actor.UpgradeProtocol;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.governance.Proposal;

/**
 * The codecs of what a node and the code that carries out an approved upgrade say to each other.
 */
public final class UpgradeMessages {
  private static final List<MessageCodec<?>> COMMANDS =
      List.of(
          MessageCodec.of(
              "succession.prepare.1",
              UpgradeProtocol.Prepare.class,
              m -> List.of(m.source().canonical(), m.proposal().canonical()),
              parts ->
                  new UpgradeProtocol.Prepare(
                      Values.pair(parts), Proposal.CODEC.decode(parts.next()).orThrow())),
          MessageCodec.of(
              "succession.activate.1",
              UpgradeProtocol.Activate.class,
              m -> List.of(m.source().canonical(), m.certificate().canonical()),
              parts ->
                  new UpgradeProtocol.Activate(
                      Values.pair(parts), UpgradeCertificate.CODEC.decode(parts.next()).orThrow())),
          MessageCodec.of(
              "succession.chain-advanced.1",
              UpgradeProtocol.ChainAdvanced.class,
              m ->
                  List.of(
                      m.pair().canonical(),
                      Values.of(m.kind()),
                      Parts.of(m.height()),
                      m.head().bytes()),
              parts ->
                  new UpgradeProtocol.ChainAdvanced(
                      Values.pair(parts), Values.kind(parts), parts.number(), Values.hash(parts))),
          MessageCodec.of(
              "succession.delta-closed.1",
              UpgradeProtocol.DeltaClosed.class,
              m -> List.of(m.source().canonical(), Parts.of(m.height()), m.block().bytes()),
              parts ->
                  new UpgradeProtocol.DeltaClosed(
                      Values.pair(parts), parts.number(), Values.hash(parts))),
          MessageCodec.of(
              "succession.retry.1",
              UpgradeProtocol.Retry.class,
              m -> List.of(),
              parts -> new UpgradeProtocol.Retry()));

  private static final List<MessageCodec<?>> ORDERS =
      List.of(
          MessageCodec.of(
              "succession.recovered.1",
              UpgradeProtocol.Recovered.class,
              m -> Parts.of(m.current().map(Canonical::canonical)),
              parts -> new UpgradeProtocol.Recovered(Values.optionalPair(parts))),
          MessageCodec.of(
              "succession.retire-source.1",
              UpgradeProtocol.RetireSource.class,
              m -> List.of(m.source().canonical(), Parts.of(m.height())),
              parts -> new UpgradeProtocol.RetireSource(Values.pair(parts), parts.number())),
          MessageCodec.of(
              "succession.attested.1",
              UpgradeProtocol.Attested.class,
              m -> List.of(m.attestation().canonical()),
              parts ->
                  new UpgradeProtocol.Attested(
                      SignedAttestation.CODEC.decode(parts.next()).orThrow())),
          MessageCodec.of(
              "succession.start-alpha.1",
              UpgradeProtocol.StartAlpha.class,
              m -> List.of(m.pair().canonical()),
              parts ->
                  new UpgradeProtocol.StartAlpha(GenesisPair.CODEC.decode(parts.next()).orThrow())),
          MessageCodec.of(
              "succession.start-delta.1",
              UpgradeProtocol.StartDelta.class,
              m -> List.of(m.pair().canonical()),
              parts -> new UpgradeProtocol.StartDelta(Values.pair(parts))),
          MessageCodec.of(
              "succession.progress.1",
              UpgradeProtocol.Progress.class,
              UpgradeMessages::write,
              parts ->
                  new UpgradeProtocol.Progress(
                      Values.hash(parts),
                      parts.text(),
                      Values.optionalPair(parts),
                      parts.optional().map(Bytes::utf8),
                      parts.text())),
          MessageCodec.of(
              "succession.hand-over.1",
              UpgradeProtocol.HandOver.class,
              m -> List.of(m.proposal().bytes()),
              parts -> new UpgradeProtocol.HandOver(Values.hash(parts))));

  public static final List<MessageCodec<?>> ALL =
      Stream.of(COMMANDS, ORDERS).<MessageCodec<?>>flatMap(List::stream).toList();

  private UpgradeMessages() {}

  private static List<Bytes> write(UpgradeProtocol.Progress progress) {
    return Values.join(
        List.of(progress.proposal().bytes(), Parts.of(progress.step())),
        Parts.of(progress.target().map(Canonical::canonical)),
        Parts.of(progress.blocked().map(Bytes::utf8)),
        List.of(Parts.of(progress.sentence())));
  }
}
