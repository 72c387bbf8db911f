package org.alphadelta.serial;

import java.util.List;
import org.alphadelta.actor.governance.Ratifier;
import org.alphadelta.core.Bytes;
import org.alphadelta.governance.BallotCount;
import org.alphadelta.governance.RatifierEvent;
import org.alphadelta.wire.CoreDecoders;

/** The codecs of what is said to and by the ratifier. */
public final class RatifierMessages {
  public static final List<MessageCodec<?>> ALL =
      List.of(
          MessageCodec.of(
              "ratifier.observe.1",
              Ratifier.Observe.class,
              m -> Snapshots.write(m.snapshot()),
              parts -> new Ratifier.Observe(Snapshots.read(parts))),
          MessageCodec.of(
              "ratifier.recovered.1",
              Ratifier.Recovered.class,
              m -> List.of(),
              parts -> new Ratifier.Recovered()),
          MessageCodec.of(
              "ratifier.approved.1",
              Ratifier.Approved.class,
              RatifierMessages::write,
              parts -> new Ratifier.Approved(Values.pair(parts), decision(parts))));

  private RatifierMessages() {}

  private static List<Bytes> write(Ratifier.Approved approved) {
    RatifierEvent.ProposalApproved decision = approved.decision();
    return List.of(
        approved.pair().canonical(),
        decision.chain().bytes(),
        decision.proposal().bytes(),
        Parts.of(decision.height()),
        decision.block().bytes(),
        decision.governors().canonical(),
        decision.publics().canonical(),
        decision.stayers().canonical());
  }

  private static RatifierEvent.ProposalApproved decision(Parts parts) {
    return new RatifierEvent.ProposalApproved(
        Values.hash(parts),
        Values.hash(parts),
        parts.number(),
        Values.hash(parts),
        BallotCount.CODEC.decode(parts.next()).orThrow(),
        BallotCount.CODEC.decode(parts.next()).orThrow(),
        CoreDecoders.COMMITTEE.decode(parts.next()).orThrow());
  }
}
