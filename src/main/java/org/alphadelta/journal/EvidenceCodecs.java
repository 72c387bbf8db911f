package org.alphadelta.journal;

import java.util.List;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.consensus.Evidence.DepartedSignature;
import org.alphadelta.consensus.Evidence.DoubleProposal;
import org.alphadelta.consensus.Evidence.DoubleVote;
import org.alphadelta.wire.ConsensusDecoders;

/** The codecs of the evidence streams. They do not verify signatures. */
final class EvidenceCodecs {
  static final List<EventCodec<?>> ALL =
      List.of(
          EventCodec.of(
              "evidence.double-vote.1",
              DoubleVote.class,
              ConsensusDecoders.EVIDENCE,
              e -> told(e, "voted twice")),
          EventCodec.of(
              "evidence.double-proposal.1",
              DoubleProposal.class,
              ConsensusDecoders.EVIDENCE,
              e -> told(e, "proposed twice")),
          EventCodec.of(
              "evidence.departed-signature.1",
              DepartedSignature.class,
              ConsensusDecoders.EVIDENCE,
              e ->
                  told(
                      e,
                      "voted on "
                          + e.chain().kind()
                          + ", which it left after height "
                          + e.lastHeight()
                          + ",")));

  private EvidenceCodecs() {}

  private static String told(Evidence evidence, String what) {
    return "Validator "
        + evidence.offender().brief()
        + " "
        + what
        + " at height "
        + evidence.height()
        + ", round "
        + evidence.round()
        + ".";
  }
}
