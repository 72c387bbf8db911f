package org.alphadelta.serial;

import java.util.List;
import org.alphadelta.actor.governance.Ratifier;
import org.alphadelta.governance.RatifierEvent;
import org.alphadelta.serial.proto.RatifierApproved;
import org.alphadelta.serial.proto.RatifierObserve;
import org.alphadelta.serial.proto.RatifierRecovered;

/** Codecs of the ratifier's commands and notifications. */
public final class RatifierMessages {
  public static final List<MessageCodec<?, ?>> ALL =
      List.of(
          MessageCodec.of(
              "ratifier.observe.1",
              Ratifier.Observe.class,
              RatifierObserve.parser(),
              m ->
                  RatifierObserve.newBuilder().setSnapshot(SnapshotFields.of(m.snapshot())).build(),
              p -> new Ratifier.Observe(SnapshotFields.snapshot(p.getSnapshot()))),
          MessageCodec.of(
              "ratifier.recovered.1",
              Ratifier.Recovered.class,
              RatifierRecovered.parser(),
              m -> RatifierRecovered.getDefaultInstance(),
              p -> new Ratifier.Recovered()),
          MessageCodec.of(
              "ratifier.approved.1",
              Ratifier.Approved.class,
              RatifierApproved.parser(),
              m ->
                  RatifierApproved.newBuilder()
                      .setPair(ProtoFields.of(m.pair()))
                      .setDecision(ProtoFields.of(m.decision()))
                      .build(),
              p ->
                  new Ratifier.Approved(
                      ProtoFields.pair(p.getPair()),
                      ProtoFields.value(RatifierEvent.ProposalApproved.CODEC, p.getDecision()))));

  private RatifierMessages() {}
}
