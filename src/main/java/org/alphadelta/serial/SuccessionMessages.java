package org.alphadelta.serial;

import java.util.List;
import java.util.stream.Stream;
import org.alphadelta.actor.Succession;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.wire.GenesisDecoders;
import org.alphadelta.wire.GovernanceDecoders;

/**
 * The codecs of what a node and the code that carries out an approved upgrade say to each other.
 */
public final class SuccessionMessages {
  private static final List<MessageCodec<?>> COMMANDS =
      List.of(
          MessageCodec.of(
              "succession.prepare.1",
              Succession.Prepare.class,
              m -> List.of(m.source().canonical(), m.proposal().canonical()),
              parts ->
                  new Succession.Prepare(
                      Values.pair(parts),
                      GovernanceDecoders.PROPOSAL.decode(parts.next()).orThrow())),
          MessageCodec.of(
              "succession.activate.1",
              Succession.Activate.class,
              m -> List.of(m.source().canonical(), m.certificate().canonical()),
              parts ->
                  new Succession.Activate(
                      Values.pair(parts),
                      GenesisDecoders.UPGRADE_CERTIFICATE.decode(parts.next()).orThrow())),
          MessageCodec.of(
              "succession.chain-advanced.1",
              Succession.ChainAdvanced.class,
              m ->
                  List.of(
                      m.pair().canonical(),
                      Values.of(m.kind()),
                      Parts.of(m.height()),
                      m.head().bytes()),
              parts ->
                  new Succession.ChainAdvanced(
                      Values.pair(parts), Values.kind(parts), parts.number(), Values.hash(parts))),
          MessageCodec.of(
              "succession.delta-closed.1",
              Succession.DeltaClosed.class,
              m -> List.of(m.source().canonical(), Parts.of(m.height()), m.block().bytes()),
              parts ->
                  new Succession.DeltaClosed(
                      Values.pair(parts), parts.number(), Values.hash(parts))),
          MessageCodec.of(
              "succession.retry.1",
              Succession.Retry.class,
              m -> List.of(),
              parts -> new Succession.Retry()));

  private static final List<MessageCodec<?>> ORDERS =
      List.of(
          MessageCodec.of(
              "succession.recovered.1",
              Succession.Recovered.class,
              m -> Parts.of(m.current().map(Canonical::canonical)),
              parts -> new Succession.Recovered(Values.optionalPair(parts))),
          MessageCodec.of(
              "succession.retire-source.1",
              Succession.RetireSource.class,
              m -> List.of(m.source().canonical(), Parts.of(m.height())),
              parts -> new Succession.RetireSource(Values.pair(parts), parts.number())),
          MessageCodec.of(
              "succession.attested.1",
              Succession.Attested.class,
              m -> List.of(m.attestation().canonical()),
              parts ->
                  new Succession.Attested(
                      GenesisDecoders.SIGNED_ATTESTATION.decode(parts.next()).orThrow())),
          MessageCodec.of(
              "succession.start-alpha.1",
              Succession.StartAlpha.class,
              m -> List.of(m.pair().canonical()),
              parts ->
                  new Succession.StartAlpha(GenesisDecoders.PAIR.decode(parts.next()).orThrow())),
          MessageCodec.of(
              "succession.start-delta.1",
              Succession.StartDelta.class,
              m -> List.of(m.pair().canonical()),
              parts -> new Succession.StartDelta(Values.pair(parts))),
          MessageCodec.of(
              "succession.progress.1",
              Succession.Progress.class,
              SuccessionMessages::write,
              parts ->
                  new Succession.Progress(
                      Values.hash(parts),
                      parts.text(),
                      Values.optionalPair(parts),
                      parts.optional().map(Bytes::utf8),
                      parts.text())),
          MessageCodec.of(
              "succession.hand-over.1",
              Succession.HandOver.class,
              m -> List.of(m.proposal().bytes()),
              parts -> new Succession.HandOver(Values.hash(parts))));

  public static final List<MessageCodec<?>> ALL =
      Stream.of(COMMANDS, ORDERS).<MessageCodec<?>>flatMap(List::stream).toList();

  private SuccessionMessages() {}

  private static List<Bytes> write(Succession.Progress progress) {
    return Values.join(
        List.of(progress.proposal().bytes(), Parts.of(progress.step())),
        Parts.of(progress.target().map(Canonical::canonical)),
        Parts.of(progress.blocked().map(Bytes::utf8)),
        List.of(Parts.of(progress.sentence())));
  }
}
