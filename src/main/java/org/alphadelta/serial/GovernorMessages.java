package org.alphadelta.serial;

import java.util.List;
import java.util.Optional;
import org.alphadelta.actor.governance.Governor;
import org.alphadelta.core.Bytes;
import org.alphadelta.governance.Proposal;

/** The codecs of what is said to and by the governor. */
public final class GovernorMessages {
  public static final List<MessageCodec<?>> ALL =
      List.of(
          MessageCodec.of(
              "governor.observe.1",
              Governor.Observe.class,
              m -> Snapshots.write(m.snapshot()),
              parts -> new Governor.Observe(Snapshots.read(parts))),
          new MessageCodec<>(
              "governor.cast.1",
              Governor.Cast.class,
              (m, refs) ->
                  List.of(m.proposal().bytes(), Values.of(m.ballot()), refs.write(m.replyTo())),
              (parts, refs) ->
                  new Governor.Cast(
                      Values.hash(parts), Values.ballot(parts), refs.read(parts.next()))),
          MessageCodec.of(
              "governor.parameters-stored.1",
              Governor.ParametersStored.class,
              m -> List.of(Values.of(m.cid()), Parts.of(m.size())),
              parts -> new Governor.ParametersStored(Values.cid(parts), parts.number())),
          MessageCodec.of(
              "governor.recovered.1",
              Governor.Recovered.class,
              m -> List.of(),
              parts -> new Governor.Recovered()),
          new MessageCodec<>(
              "governor.submit.1",
              Governor.Submit.class,
              GovernorMessages::write,
              GovernorMessages::submit),
          MessageCodec.of(
              "governor.fetch-parameters.1",
              Governor.FetchParameters.class,
              m -> List.of(Values.of(m.cid())),
              parts -> new Governor.FetchParameters(Values.cid(parts))),
          MessageCodec.of(
              "governor.prepared.1",
              Governor.Prepared.class,
              m -> List.of(m.source().canonical(), m.proposal().canonical()),
              parts ->
                  new Governor.Prepared(
                      Values.pair(parts), Proposal.CODEC.decode(parts.next()).orThrow())));

  private GovernorMessages() {}

  private static List<Bytes> write(Governor.Submit submit, ActorRefs refs) {
    Optional<Bytes> replyTo = submit.replyTo().map(refs::write);
    return Values.join(
        List.of(submit.pair().canonical(), Values.of(submit.payload())), Parts.of(replyTo));
  }

  private static Governor.Submit submit(Parts parts, ActorRefs refs) {
    return new Governor.Submit(
        Values.pair(parts), Values.payload(parts), parts.optional().map(refs::read));
  }
}
