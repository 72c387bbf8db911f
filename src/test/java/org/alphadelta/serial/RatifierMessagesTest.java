package org.alphadelta.serial;

import static org.assertj.core.api.Assertions.assertThat;

import org.alphadelta.actor.governance.Ratifier;
import org.alphadelta.governance.BallotCount;
import org.alphadelta.governance.RatifierEvent;
import org.junit.jupiter.api.Test;

class RatifierMessagesTest extends MessageCodecContract {
  RatifierMessagesTest() {
    super(
        RatifierMessages.ALL,
        Ratifier.Command.class,
        Ratifier.Notification.class,
        Ratifier.Approved.class);
  }

  @Test
  void manifestsStay() {
    assertThat(RatifierMessages.ALL.stream().map(MessageCodec::manifest))
        .containsExactly("ratifier.observe.1", "ratifier.recovered.1", "ratifier.approved.1");
  }

  @Test
  void anApprovalWithoutAPublicVoteComesBack() {
    Ratifier.Approved sample = samples(1).of(Ratifier.Approved.class);
    RatifierEvent.ProposalApproved decision = sample.decision();
    Ratifier.Approved approved =
        new Ratifier.Approved(
            sample.pair(),
            new RatifierEvent.ProposalApproved(
                decision.chain(),
                decision.proposal(),
                0,
                decision.block(),
                decision.governors(),
                BallotCount.NONE,
                decision.stayers()));
    assertThat(there(approved)).isEqualTo(approved);
  }
}
