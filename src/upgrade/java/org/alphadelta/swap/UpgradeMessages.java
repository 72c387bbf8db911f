package org.alphadelta.swap;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.alphadelta.actor.UpgradeProtocol;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.SignedAttestation;
import org.alphadelta.genesis.UpgradeCertificate;
import org.alphadelta.governance.Proposal;
import org.alphadelta.serial.MessageCodec;
import org.alphadelta.serial.ProtoFields;
import org.alphadelta.swap.proto.UpgradeActivate;
import org.alphadelta.swap.proto.UpgradeAttested;
import org.alphadelta.swap.proto.UpgradeChainAdvanced;
import org.alphadelta.swap.proto.UpgradeDeltaClosed;
import org.alphadelta.swap.proto.UpgradeHandOver;
import org.alphadelta.swap.proto.UpgradePrepare;
import org.alphadelta.swap.proto.UpgradeProgress;
import org.alphadelta.swap.proto.UpgradeRecovered;
import org.alphadelta.swap.proto.UpgradeRetireSource;
import org.alphadelta.swap.proto.UpgradeRetry;
import org.alphadelta.swap.proto.UpgradeStartAlpha;
import org.alphadelta.swap.proto.UpgradeStartDelta;

/** Codecs of the messages between a node and its upgrade. */
public final class UpgradeMessages {
  private static final List<MessageCodec<?, ?>> COMMANDS =
      List.of(
          MessageCodec.of(
              "succession.prepare.1",
              UpgradeProtocol.Prepare.class,
              UpgradePrepare.parser(),
              m ->
                  UpgradePrepare.newBuilder()
                      .setSource(ProtoFields.of(m.source()))
                      .setProposal(ProtoFields.of(m.proposal()))
                      .build(),
              p ->
                  new UpgradeProtocol.Prepare(
                      ProtoFields.pair(p.getSource()),
                      ProtoFields.value(Proposal.CODEC, p.getProposal()))),
          MessageCodec.of(
              "succession.activate.1",
              UpgradeProtocol.Activate.class,
              UpgradeActivate.parser(),
              m ->
                  UpgradeActivate.newBuilder()
                      .setSource(ProtoFields.of(m.source()))
                      .setCertificate(ProtoFields.of(m.certificate()))
                      .build(),
              p ->
                  new UpgradeProtocol.Activate(
                      ProtoFields.pair(p.getSource()),
                      ProtoFields.value(UpgradeCertificate.CODEC, p.getCertificate()))),
          MessageCodec.of(
              "succession.chain-advanced.1",
              UpgradeProtocol.ChainAdvanced.class,
              UpgradeChainAdvanced.parser(),
              UpgradeMessages::chainAdvanced,
              UpgradeMessages::chainAdvanced),
          MessageCodec.of(
              "succession.delta-closed.1",
              UpgradeProtocol.DeltaClosed.class,
              UpgradeDeltaClosed.parser(),
              m ->
                  UpgradeDeltaClosed.newBuilder()
                      .setSource(ProtoFields.of(m.source()))
                      .setHeight(m.height())
                      .setBlock(ProtoFields.of(m.block()))
                      .build(),
              p ->
                  new UpgradeProtocol.DeltaClosed(
                      ProtoFields.pair(p.getSource()),
                      p.getHeight(),
                      ProtoFields.hash(p.getBlock()))),
          MessageCodec.of(
              "succession.retry.1",
              UpgradeProtocol.Retry.class,
              UpgradeRetry.parser(),
              m -> UpgradeRetry.getDefaultInstance(),
              p -> new UpgradeProtocol.Retry()));

  private static final List<MessageCodec<?, ?>> NOTIFICATIONS =
      List.of(
          MessageCodec.of(
              "succession.recovered.1",
              UpgradeProtocol.Recovered.class,
              UpgradeRecovered.parser(),
              UpgradeMessages::recovered,
              UpgradeMessages::recovered),
          MessageCodec.of(
              "succession.retire-source.1",
              UpgradeProtocol.RetireSource.class,
              UpgradeRetireSource.parser(),
              m ->
                  UpgradeRetireSource.newBuilder()
                      .setSource(ProtoFields.of(m.source()))
                      .setHeight(m.height())
                      .build(),
              p ->
                  new UpgradeProtocol.RetireSource(ProtoFields.pair(p.getSource()), p.getHeight())),
          MessageCodec.of(
              "succession.attested.1",
              UpgradeProtocol.Attested.class,
              UpgradeAttested.parser(),
              m ->
                  UpgradeAttested.newBuilder()
                      .setAttestation(ProtoFields.of(m.attestation()))
                      .build(),
              p ->
                  new UpgradeProtocol.Attested(
                      ProtoFields.value(SignedAttestation.CODEC, p.getAttestation()))),
          MessageCodec.of(
              "succession.start-alpha.1",
              UpgradeProtocol.StartAlpha.class,
              UpgradeStartAlpha.parser(),
              m -> UpgradeStartAlpha.newBuilder().setPair(ProtoFields.of(m.pair())).build(),
              p ->
                  new UpgradeProtocol.StartAlpha(
                      ProtoFields.value(GenesisPair.CODEC, p.getPair()))),
          MessageCodec.of(
              "succession.start-delta.1",
              UpgradeProtocol.StartDelta.class,
              UpgradeStartDelta.parser(),
              m -> UpgradeStartDelta.newBuilder().setPair(ProtoFields.of(m.pair())).build(),
              p -> new UpgradeProtocol.StartDelta(ProtoFields.pair(p.getPair()))),
          MessageCodec.of(
              "succession.progress.1",
              UpgradeProtocol.Progress.class,
              UpgradeProgress.parser(),
              UpgradeMessages::progress,
              UpgradeMessages::progress),
          MessageCodec.of(
              "succession.hand-over.1",
              UpgradeProtocol.HandOver.class,
              UpgradeHandOver.parser(),
              m -> UpgradeHandOver.newBuilder().setProposal(ProtoFields.of(m.proposal())).build(),
              p -> new UpgradeProtocol.HandOver(ProtoFields.hash(p.getProposal()))));

  public static final List<MessageCodec<?, ?>> ALL =
      Stream.of(COMMANDS, NOTIFICATIONS).<MessageCodec<?, ?>>flatMap(List::stream).toList();

  private UpgradeMessages() {}

  private static UpgradeChainAdvanced chainAdvanced(UpgradeProtocol.ChainAdvanced advanced) {
    return UpgradeChainAdvanced.newBuilder()
        .setPair(ProtoFields.of(advanced.pair()))
        .setKind(
            switch (advanced.kind()) {
              case ALPHA -> UpgradeChainAdvanced.Kind.ALPHA;
              case DELTA -> UpgradeChainAdvanced.Kind.DELTA;
            })
        .setHeight(advanced.height())
        .setHead(ProtoFields.of(advanced.head()))
        .build();
  }

  private static UpgradeProtocol.ChainAdvanced chainAdvanced(UpgradeChainAdvanced fields) {
    return new UpgradeProtocol.ChainAdvanced(
        ProtoFields.pair(fields.getPair()),
        switch (fields.getKind()) {
          case ALPHA -> ChainKind.ALPHA;
          case DELTA -> ChainKind.DELTA;
        },
        fields.getHeight(),
        ProtoFields.hash(fields.getHead()));
  }

  private static UpgradeRecovered recovered(UpgradeProtocol.Recovered recovered) {
    UpgradeRecovered.Builder out = UpgradeRecovered.newBuilder();
    recovered
        .current()
        .map(ProtoFields::of)
        .ifPresentOrElse(
            out::setPair, () -> out.setAccepted(UpgradeRecovered.Accepted.getDefaultInstance()));
    return out.build();
  }

  private static UpgradeProtocol.Recovered recovered(UpgradeRecovered fields) {
    return switch (fields.getCurrentCase()) {
      case PAIR -> new UpgradeProtocol.Recovered(Optional.of(ProtoFields.pair(fields.getPair())));
      case ACCEPTED -> new UpgradeProtocol.Recovered(Optional.empty());
      case CURRENT_NOT_SET ->
          throw new IllegalArgumentException("a recovered upgrade does not say which pair runs");
    };
  }

  private static UpgradeProgress progress(UpgradeProtocol.Progress progress) {
    UpgradeProgress.Builder out =
        UpgradeProgress.newBuilder()
            .setProposal(ProtoFields.of(progress.proposal()))
            .setStep(progress.step())
            .setSentence(progress.sentence());
    progress.target().map(ProtoFields::of).ifPresent(out::setTarget);
    progress.blocked().ifPresent(out::setBlocked);
    return out.build();
  }

  private static UpgradeProtocol.Progress progress(UpgradeProgress fields) {
    Optional<GenesisPairId> target =
        fields.hasTarget() ? Optional.of(ProtoFields.pair(fields.getTarget())) : Optional.empty();
    Optional<String> blocked =
        fields.hasBlocked() ? Optional.of(fields.getBlocked()) : Optional.empty();
    return new UpgradeProtocol.Progress(
        ProtoFields.hash(fields.getProposal()),
        fields.getStep(),
        target,
        blocked,
        fields.getSentence());
  }
}
