package org.alphadelta.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Bytes;

/** Wraps own signed messages for peers. */
final class OwnMessages {
  private OwnMessages() {}

  /** The message that carries a new signature. */
  static ConsensusMessage message(HeightState height, OwnMessage own, DriverOutput what) {
    return switch (own) {
      case OwnMessage.OfVote vote -> new ConsensusMessage.VoteMessage(vote.signed());
      case OwnMessage.OfProposal proposal -> {
        Optional<PolkaCertificate> polka =
            what instanceof DriverOutput.Propose p ? p.polka() : Optional.empty();
        yield carrying(height, proposal, polka);
      }
    };
  }

  /** Whether an own message is the one that the driver wanted. */
  static boolean says(DriverOutput wanted, OwnMessage own) {
    return switch (own) {
      case OwnMessage.OfVote(SignedVote signed) ->
          wanted instanceof DriverOutput.Cast cast
              && cast.type() == signed.vote().type()
              && cast.round() == signed.vote().round()
              && cast.value().equals(signed.vote().value());
      case OwnMessage.OfProposal(BlockProposal proposal, var signature) ->
          wanted instanceof DriverOutput.Propose propose
              && propose.round() == proposal.round()
              && propose.value().equals(proposal.value())
              && propose.validRound().equals(proposal.validRound());
    };
  }

  /** Own messages of the current round again, and the polka of the valid value. */
  static List<Effect> repeat(HeightState height) {
    List<Effect> again = new ArrayList<>();
    RoundState round = height.driver.round();
    for (OwnMessage own : height.own) {
      if (round.isCurrent(own.position().round())) {
        again.add(new Effect.Broadcast(repeated(height, own)));
      }
    }
    if (round.round().filter(r -> r >= 1).isPresent()) {
      round
          .valid()
          .flatMap(v -> height.driver.polka(v.round(), v.value()))
          .ifPresent(p -> again.add(new Effect.Broadcast(new ConsensusMessage.PolkaMessage(p))));
    }
    return again;
  }

  private static ConsensusMessage repeated(HeightState height, OwnMessage own) {
    return switch (own) {
      case OwnMessage.OfVote vote -> new ConsensusMessage.VoteMessage(vote.signed());
      case OwnMessage.OfProposal proposal -> {
        BlockProposal said = proposal.proposal();
        yield carrying(
            height,
            proposal,
            said.validRound().flatMap(vr -> height.driver.polka(vr, said.value())));
      }
    };
  }

  private static ConsensusMessage carrying(
      HeightState height, OwnMessage.OfProposal own, Optional<PolkaCertificate> polka) {
    Optional<Bytes> body = Optional.ofNullable(height.bodies.get(own.proposal().value()));
    return new ConsensusMessage.ProposalMessage(
        new SignedProposal(own.proposal(), own.signature(), polka), body);
  }
}
