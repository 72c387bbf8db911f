package org.alphadelta.serial;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.governance.Governor;
import org.alphadelta.governance.Ballot;
import org.alphadelta.ledger.Payload;
import org.alphadelta.serial.proto.GovernorCast;
import org.alphadelta.serial.proto.GovernorObserve;
import org.alphadelta.serial.proto.GovernorParametersStored;
import org.alphadelta.serial.proto.GovernorRecovered;
import org.alphadelta.serial.proto.GovernorSubmit;

/** Codecs of the governor's commands and notifications. */
public final class GovernorMessages {
  public static final List<MessageCodec<?, ?>> ALL =
      List.of(
          MessageCodec.of(
              "governor.observe.1",
              Governor.Observe.class,
              GovernorObserve.parser(),
              m ->
                  GovernorObserve.newBuilder().setSnapshot(SnapshotFields.of(m.snapshot())).build(),
              p -> new Governor.Observe(SnapshotFields.snapshot(p.getSnapshot()))),
          new MessageCodec<>(
              "governor.cast.1",
              Governor.Cast.class,
              GovernorCast.parser(),
              GovernorMessages::cast,
              GovernorMessages::cast),
          MessageCodec.of(
              "governor.parameters-stored.1",
              Governor.ParametersStored.class,
              GovernorParametersStored.parser(),
              m ->
                  GovernorParametersStored.newBuilder()
                      .setDigest(ProtoFields.of(m.cid()))
                      .setSize(m.size())
                      .build(),
              p -> new Governor.ParametersStored(ProtoFields.cid(p.getDigest()), p.getSize())),
          MessageCodec.of(
              "governor.recovered.1",
              Governor.Recovered.class,
              GovernorRecovered.parser(),
              m -> GovernorRecovered.getDefaultInstance(),
              p -> new Governor.Recovered()),
          new MessageCodec<>(
              "governor.submit.1",
              Governor.Submit.class,
              GovernorSubmit.parser(),
              GovernorMessages::submit,
              GovernorMessages::submit));

  private GovernorMessages() {}

  private static GovernorCast cast(Governor.Cast cast, ActorRefs refs) {
    return GovernorCast.newBuilder()
        .setProposal(ProtoFields.of(cast.proposal()))
        .setBallot(
            switch (cast.ballot()) {
              case YES -> GovernorCast.Ballot.YES;
              case NO -> GovernorCast.Ballot.NO;
              case ABSTAIN -> GovernorCast.Ballot.ABSTAIN;
            })
        .setReplyTo(refs.write(cast.replyTo()))
        .build();
  }

  private static Governor.Cast cast(GovernorCast fields, ActorRefs refs) {
    return new Governor.Cast(
        ProtoFields.hash(fields.getProposal()),
        switch (fields.getBallot()) {
          case YES -> Ballot.YES;
          case NO -> Ballot.NO;
          case ABSTAIN -> Ballot.ABSTAIN;
        },
        refs.read(fields.getReplyTo()));
  }

  private static GovernorSubmit submit(Governor.Submit submit, ActorRefs refs) {
    GovernorSubmit.Builder out = GovernorSubmit.newBuilder().setPair(ProtoFields.of(submit.pair()));
    submit.replyTo().map(refs::write).ifPresent(out::setReplyTo);
    ByteString payload = ProtoFields.of(submit.payload());
    return switch (submit.payload()) {
      case Payload.TransferPublic p -> out.setTransferPublic(payload).build();
      case Payload.SubmitProposal p -> out.setSubmitProposal(payload).build();
      case Payload.WithdrawProposal p -> out.setWithdrawProposal(payload).build();
      case Payload.CastVote p -> out.setCastVote(payload).build();
      case Payload.AttestReadiness p -> out.setAttestReadiness(payload).build();
    };
  }

  private static Governor.Submit submit(GovernorSubmit fields, ActorRefs refs) {
    return new Governor.Submit(
        ProtoFields.pair(fields.getPair()),
        payload(fields),
        fields.hasReplyTo() ? Optional.of(refs.read(fields.getReplyTo())) : Optional.empty());
  }

  private static Payload payload(GovernorSubmit fields) {
    return switch (fields.getPayloadCase()) {
      case TRANSFER_PUBLIC ->
          ProtoFields.value(Payload.TransferPublic.CODEC, fields.getTransferPublic());
      case SUBMIT_PROPOSAL ->
          ProtoFields.value(Payload.SubmitProposal.CODEC, fields.getSubmitProposal());
      case WITHDRAW_PROPOSAL ->
          ProtoFields.value(Payload.WithdrawProposal.CODEC, fields.getWithdrawProposal());
      case CAST_VOTE -> ProtoFields.value(Payload.CastVote.CODEC, fields.getCastVote());
      case ATTEST_READINESS ->
          ProtoFields.value(Payload.AttestReadiness.CODEC, fields.getAttestReadiness());
      case PAYLOAD_NOT_SET ->
          throw new IllegalArgumentException("a submission without a payload of a known kind");
    };
  }
}
