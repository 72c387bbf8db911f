package org.alphadelta.consensus;

import java.io.IOException;
import java.util.Optional;

/**
 * Restores a height after a start: from the log, without sending anything (rule 22), and from the
 * sign-state, which may hold one message more (rule 24). It completes before any live message is
 * handled.
 */
final class Replay {
  private final ConsensusLog log;
  private final Optional<MessageSigner> signer;
  private final EffectWriter writer;

  Replay(ConsensusLog log, Optional<MessageSigner> signer, EffectWriter writer) {
    this.log = log;
    this.signer = signer;
    this.writer = writer;
  }

  void of(HeightState height) throws IOException, SafetyViolation {
    if (log.height() > height.number) {
      throw new SafetyViolation(
          "the log is at height " + log.height() + ", the ledger only at height " + height.number);
    }
    if (log.height() < height.number) {
      log.startHeight(height.number);
    } else {
      for (LogEntry entry : log.entries()) {
        replay(height, entry);
      }
    }
    if (signer.isPresent()) {
      Optional<OwnMessage> missing = signer.get().missingIn(height.own, height.number);
      if (missing.isPresent()) {
        height.unsigned.removeIf(o -> OwnMessages.says(o, missing.get()));
        writer.own(height, missing.get());
        writer.pump(height);
      }
    }
  }

  /** The log keeps the result without its reason. */
  private static Validity validity(LogEntry.Judged entry) {
    return entry.valid()
        ? new Validity.Valid()
        : new Validity.Invalid(ConsensusRejections.refusedBefore(entry.value()));
  }

  private void replay(HeightState height, LogEntry entry) throws IOException, SafetyViolation {
    switch (entry) {
      case LogEntry.Acting e -> writer.drive(height, new DriverInput.Act(e.acting()));
      case LogEntry.VoteReceived e -> writer.drive(height, new DriverInput.VoteSeen(e.vote()));
      case LogEntry.ProposalReceived e ->
          writer.drive(height, new DriverInput.ProposalSeen(e.proposal()));
      case LogEntry.PolkaReceived e ->
          writer.drive(height, new DriverInput.PolkaSeen(e.certificate()));
      case LogEntry.BodyReceived e -> height.bodies.put(e.value(), e.body());
      case LogEntry.Judged e ->
          writer.drive(height, new DriverInput.Validated(e.value(), validity(e)));
      case LogEntry.Elapsed e -> writer.drive(height, new DriverInput.Elapsed(e.timeout()));
      case LogEntry.Built e -> {
        height.bodies.put(e.value(), e.body());
        writer.drive(height, new DriverInput.Built(e.round(), e.value()));
      }
      case LogEntry.Own e -> {
        height.own.add(e.message());
        height.unsigned.removeIf(o -> OwnMessages.says(o, e.message()));
        writer.drive(height, new DriverInput.OwnSigned(e.message()));
      }
    }
  }
}
