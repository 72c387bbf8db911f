package org.alphadelta.journal;

import java.util.List;
import org.alphadelta.consensus.Evidence;
import org.alphadelta.consensus.Evidence.DepartedSignature;
import org.alphadelta.consensus.Evidence.DoubleProposal;
import org.alphadelta.consensus.Evidence.DoubleVote;

/** Codecs of the evidence streams. They do not verify signatures. */
final class EvidenceCodecs {
  static final List<EventCodec<?>> ALL =
      List.of(
          new EventCodec<>(
              "evidence.double-vote.1",
              DoubleVote.class,
              Evidence.CODEC,
              e -> told(e, "voted twice")),
          new EventCodec<>(
              "evidence.double-proposal.1",
              DoubleProposal.class,
              Evidence.CODEC,
              e -> told(e, "proposed twice")),
          new EventCodec<>(
              "evidence.departed-signature.1",
              DepartedSignature.class,
              Evidence.CODEC,
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
