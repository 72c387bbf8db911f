package org.alphadelta.consensus;

import java.io.IOException;
import java.util.Optional;

/**
 * Brings a height back after a start. Rule 22: what the log holds, without a word to anybody. Rule
 * 24: what only the sign-state holds. It finishes before any live message is looked at.
 */
final class Replay {
  private final ConsensusLog log;
  private final Optional<Desk> desk;
  private final Conductor conductor;
  private final Rules rules;

  Replay(ConsensusLog log, Optional<Desk> desk, Conductor conductor, Rules rules) {
    this.log = log;
    this.desk = desk;
    this.conductor = conductor;
    this.rules = rules;
  }

  void of(HeightRun here) throws IOException, SafetyViolation {
    if (log.height() > here.height) {
      throw new SafetyViolation(
          "the log is at height " + log.height() + ", the ledger only at height " + here.height);
    }
    here.replaying = true;
    if (log.height() < here.height) {
      log.startHeight(here.height);
    } else if (rules.replaysLog()) {
      for (LogEntry entry : log.entries()) {
        replay(here, entry);
      }
    }
    if (desk.isPresent() && rules.replaysLog()) {
      Optional<OwnMessage> missing = desk.get().missingIn(here.own, here.height);
      if (missing.isPresent()) {
        here.unsigned.removeIf(o -> Voice.says(o, missing.get()));
        conductor.own(here, missing.get());
        conductor.pump(here);
      }
    }
    here.replaying = false;
  }

  private void replay(HeightRun here, LogEntry entry) throws IOException, SafetyViolation {
    switch (entry) {
      case LogEntry.Acting e -> conductor.drive(here, new DriverInput.Act(e.acting()));
      case LogEntry.VoteReceived e -> conductor.drive(here, new DriverInput.VoteSeen(e.vote()));
      case LogEntry.ProposalReceived e ->
          conductor.drive(here, new DriverInput.ProposalSeen(e.proposal()));
      case LogEntry.PolkaReceived e ->
          conductor.drive(here, new DriverInput.PolkaSeen(e.certificate()));
      case LogEntry.BodyReceived e -> here.bodies.put(e.value(), e.body());
      case LogEntry.Judged e -> conductor.drive(here, new DriverInput.Judged(e.value(), e.valid()));
      case LogEntry.Elapsed e -> conductor.drive(here, new DriverInput.Elapsed(e.timeout()));
      case LogEntry.Built e -> {
        here.bodies.put(e.value(), e.body());
        conductor.drive(here, new DriverInput.Built(e.round(), e.value()));
      }
      case LogEntry.Own e -> {
        here.own.add(e.message());
        here.unsigned.removeIf(o -> Voice.says(o, e.message()));
        conductor.drive(here, new DriverInput.OwnSigned(e.message()));
      }
    }
  }
}
