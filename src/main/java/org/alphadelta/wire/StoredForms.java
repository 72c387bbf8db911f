package org.alphadelta.wire;

import java.util.Arrays;
import java.util.Optional;
import org.alphadelta.consensus.LogEntry;
import org.alphadelta.consensus.OwnMessage;
import org.alphadelta.consensus.Position;
import org.alphadelta.consensus.SignRecord;
import org.alphadelta.consensus.Timeout;
import org.alphadelta.consensus.TimeoutKind;
import org.alphadelta.wire.proto.LogEntryForm;
import org.alphadelta.wire.proto.OwnMessageForm;
import org.alphadelta.wire.proto.PositionForm;
import org.alphadelta.wire.proto.SignRecordForm;
import org.alphadelta.wire.proto.TimeoutForm;

/** From generated messages to the values that a node keeps for itself. It judges no signature. */
final class StoredForms {
  private StoredForms() {}

  static OwnMessage ownMessage(OwnMessageForm form) {
    return form.hasVote()
        ? new OwnMessage.OfVote(ConsensusForms.signedVote(form.getVote()))
        : new OwnMessage.OfProposal(
            ConsensusForms.proposal(form.getProposal()), Fields.signature(form.getSignature()));
  }

  static SignRecord signRecord(SignRecordForm form) {
    long mark = Fields.uint64(form.getLastHeightPlusOne());
    return new SignRecord(
        CoreForms.chainId(form.getChain()),
        Fields.key(form.getKey()),
        position(form.getWatermark()),
        form.hasLast() ? Optional.of(ownMessage(form.getLast())) : Optional.empty(),
        Fields.uint64(form.getOrdinal()),
        mark == 0 ? Optional.empty() : Optional.of(mark - 1));
  }

  private static Position position(PositionForm form) {
    return new Position(
        Fields.uint64(form.getHeight()),
        Fields.uint32(form.getRound()),
        Fields.uint32(form.getPhase()));
  }

  /**
   * A form with several fields gives the first one's entry, whose canonical bytes then differ from
   * the input.
   */
  static LogEntry logEntry(LogEntryForm form) {
    if (form.hasActing()) {
      return new LogEntry.Acting(form.getActing().getActing());
    }
    if (form.hasVote()) {
      return new LogEntry.VoteReceived(ConsensusForms.signedVote(form.getVote()));
    }
    if (form.hasProposal()) {
      return new LogEntry.ProposalReceived(ConsensusForms.signedProposal(form.getProposal()));
    }
    if (form.hasPolka()) {
      return new LogEntry.PolkaReceived(ConsensusForms.polka(form.getPolka()));
    }
    if (form.hasBody()) {
      return new LogEntry.BodyReceived(
          Fields.hash(form.getBody().getValue()), Fields.bytes(form.getBody().getBody()));
    }
    if (form.hasJudged()) {
      return new LogEntry.Judged(
          Fields.hash(form.getJudged().getValue()), form.getJudged().getValid());
    }
    if (form.hasElapsed()) {
      return new LogEntry.Elapsed(timeout(form.getElapsed()));
    }
    if (form.hasBuilt()) {
      return new LogEntry.Built(
          Fields.uint32(form.getBuilt().getRound()),
          Fields.hash(form.getBuilt().getValue()),
          Fields.bytes(form.getBuilt().getBody()));
    }
    return new LogEntry.Own(ownMessage(form.getOwn()));
  }

  private static Timeout timeout(TimeoutForm form) {
    int number = form.getKind();
    TimeoutKind kind =
        Fields.named(
            Arrays.stream(TimeoutKind.values()).filter(k -> k.number() == number).findFirst(),
            "timeout kind",
            number);
    return new Timeout(Fields.uint64(form.getHeight()), Fields.uint32(form.getRound()), kind);
  }
}
