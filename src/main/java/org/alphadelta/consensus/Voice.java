package org.alphadelta.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Bytes;

/** Puts own messages into words for peers. It signs nothing. */
final class Voice {
  private Voice() {}

  /** The message that carries what was just signed. */
  static ConsensusMessage message(HeightRun here, OwnMessage own, DriverOutput what) {
    return switch (own) {
      case OwnMessage.OfVote vote -> new ConsensusMessage.VoteMessage(vote.signed());
      case OwnMessage.OfProposal proposal -> {
        Optional<PolkaCertificate> polka =
            what instanceof DriverOutput.Propose p ? p.polka() : Optional.empty();
        yield carrying(here, proposal, polka);
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
      case OwnMessage.OfProposal(Proposal proposal, var signature) ->
          wanted instanceof DriverOutput.Propose propose
              && propose.round() == proposal.round()
              && propose.value().equals(proposal.value())
              && propose.validRound() == proposal.validRound();
    };
  }

  /** Own messages of the current round again, and the polka of the valid value. */
  static List<Effect> repeat(HeightRun here) {
    List<Effect> again = new ArrayList<>();
    RoundState round = here.driver.round();
    for (OwnMessage own : here.own) {
      if (own.position().round() == round.round()) {
        again.add(new Effect.Broadcast(repeated(here, own)));
      }
    }
    if (round.round() >= 1 && here.driver.setup.rules().showsPolka()) {
      round
          .validValue()
          .flatMap(v -> here.driver.polka(round.validRound(), v))
          .ifPresent(p -> again.add(new Effect.Broadcast(new ConsensusMessage.PolkaMessage(p))));
    }
    return again;
  }

  private static ConsensusMessage repeated(HeightRun here, OwnMessage own) {
    return switch (own) {
      case OwnMessage.OfVote vote -> new ConsensusMessage.VoteMessage(vote.signed());
      case OwnMessage.OfProposal proposal -> {
        Proposal said = proposal.proposal();
        boolean carries = here.driver.setup.rules().carriesPolka() && said.validRound() >= 0;
        yield carrying(
            here,
            proposal,
            carries ? here.driver.polka(said.validRound(), said.value()) : Optional.empty());
      }
    };
  }

  private static ConsensusMessage carrying(
      HeightRun here, OwnMessage.OfProposal own, Optional<PolkaCertificate> polka) {
    Optional<Bytes> body = Optional.ofNullable(here.bodies.get(own.proposal().value()));
    return new ConsensusMessage.ProposalMessage(
        new SignedProposal(own.proposal(), own.signature(), polka), body);
  }
}
