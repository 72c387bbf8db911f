package org.alphadelta.journal;

import java.util.List;
import org.alphadelta.governance.RatifierEvent.ProposalApproved;
import org.alphadelta.governance.RatifierEvent.ProposalClosed;

/** Codecs of stream {@code ratifier}. */
final class RatifierCodecs {
  static final List<EventCodec<?>> ALL =
      List.of(
          new EventCodec<>(
              "ratifier.proposal-approved.1",
              ProposalApproved.class,
              ProposalApproved.CODEC,
              e ->
                  "Block "
                      + e.block().brief()
                      + " at height "
                      + e.height()
                      + " approved proposal "
                      + e.proposal().brief()
                      + " with governors "
                      + GovernorCodecs.count(e.governors())
                      + " and public validators "
                      + GovernorCodecs.count(e.publics())
                      + "; "
                      + e.stayers().size()
                      + " stay."),
          new EventCodec<>(
              "ratifier.proposal-closed.1",
              ProposalClosed.class,
              ProposalClosed.CODEC,
              e ->
                  "Block "
                      + e.block().brief()
                      + " at height "
                      + e.height()
                      + " closed proposal "
                      + e.proposal().brief()
                      + " as "
                      + e.status()
                      + " with governors "
                      + GovernorCodecs.count(e.governors())
                      + " and public validators "
                      + GovernorCodecs.count(e.publics())
                      + "."));

  private RatifierCodecs() {}
}
