package org.alphadelta.journal;

import java.util.List;
import org.alphadelta.governance.RatifierEvent.ProposalApproved;
import org.alphadelta.governance.RatifierEvent.ProposalClosed;
import org.alphadelta.wire.CoreForms;
import org.alphadelta.wire.Decoder;
import org.alphadelta.wire.Fields;
import org.alphadelta.wire.GovernanceForms;
import org.alphadelta.wire.Limits;
import org.alphadelta.wire.proto.ProposalApprovedForm;
import org.alphadelta.wire.proto.ProposalClosedForm;

/** The codecs of stream {@code ratifier}. They do not judge what happened. */
final class RatifierCodecs {
  static final List<EventCodec<?>> ALL =
      List.of(
          EventCodec.of(
              "ratifier.proposal-approved.1",
              ProposalApproved.class,
              Decoder.of(
                  "proposal approved",
                  Limits.COMMITTEE_BYTES,
                  ProposalApprovedForm.getDescriptor(),
                  ProposalApprovedForm.parser(),
                  f ->
                      new ProposalApproved(
                          Fields.hash(f.getChain()),
                          Fields.hash(f.getProposal()),
                          Fields.uint64(f.getHeight()),
                          Fields.hash(f.getBlock()),
                          GovernanceForms.voteCount(f.getGovernors()),
                          GovernanceForms.voteCount(f.getPublics()),
                          CoreForms.committee(f.getStayers()))),
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
          EventCodec.of(
              "ratifier.proposal-closed.1",
              ProposalClosed.class,
              Decoder.of(
                  "proposal closed",
                  Limits.SMALL_BYTES,
                  ProposalClosedForm.getDescriptor(),
                  ProposalClosedForm.parser(),
                  f ->
                      new ProposalClosed(
                          Fields.hash(f.getChain()),
                          Fields.hash(f.getProposal()),
                          Fields.uint64(f.getHeight()),
                          Fields.hash(f.getBlock()),
                          GovernanceForms.voteCount(f.getGovernors()),
                          GovernanceForms.voteCount(f.getPublics()),
                          GovernanceForms.status(f.getStatus()))),
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
