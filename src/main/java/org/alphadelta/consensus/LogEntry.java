package org.alphadelta.consensus;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Family;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Hash;

/**
 * One entry of the write-ahead log of a height: an input, or an own message. Replaying the inputs
 * in order leads to the same state; own messages are compared with those of the replay. Field
 * numbers 1 to 9 name the kinds.
 */
public sealed interface LogEntry extends Canonical {
  /** Cap of an entry: the largest one holds a block's body. Bytes. */
  int MAX_BYTES = ConsensusMessage.MAX_BODY_BYTES + Certificates.MAX_BYTES + Codec.SMALL_BYTES;

  Codec<LogEntry> CODEC =
      Codec.of("log entry", MAX_BYTES, Field.oneOf(family(), entry -> entry), entry -> entry);

  private static Family<LogEntry> family() {
    return Family.of(LogEntry.class)
        .with(1, "acting", Acting.class, acting())
        .with(
            2,
            "vote",
            VoteReceived.class,
            SignedVote.CODEC.as(VoteReceived::new, VoteReceived::vote))
        .with(
            3,
            "proposal",
            ProposalReceived.class,
            SignedProposal.CODEC.as(ProposalReceived::new, ProposalReceived::proposal))
        .with(
            4,
            "polka",
            PolkaReceived.class,
            PolkaCertificate.CODEC.as(PolkaReceived::new, PolkaReceived::certificate))
        .with(5, "body", BodyReceived.class, bodyReceived())
        .with(6, "judged", Judged.class, judged())
        .with(7, "elapsed", Elapsed.class, Timeout.CODEC.as(Elapsed::new, Elapsed::timeout))
        .with(8, "built", Built.class, built())
        .with(9, "own", Own.class, OwnMessage.CODEC.as(Own::new, Own::message))
        .complete();
  }

  @Override
  default Bytes canonical() {
    return CODEC.encode(this);
  }

  /**
   * From here on the process takes part, or (after a restart) only listens. The first {@code true}
   * starts rounds.
   */
  record Acting(boolean acting) implements LogEntry {}

  record VoteReceived(SignedVote vote) implements LogEntry {}

  record ProposalReceived(SignedProposal proposal) implements LogEntry {}

  record PolkaReceived(PolkaCertificate certificate) implements LogEntry {}

  record BodyReceived(Hash value, Bytes body) implements LogEntry {}

  record Judged(Hash value, boolean valid) implements LogEntry {}

  record Elapsed(Timeout timeout) implements LogEntry {}

  /** A value built here, durable before its proposal is signed (rule 23). */
  record Built(int round, Hash value, Bytes body) implements LogEntry {}

  record Own(OwnMessage message) implements LogEntry {}

  private static Codec<Acting> acting() {
    return Codec.of(
        "acting",
        Codec.SMALL_BYTES,
        Field.of(1, "acting", FieldType.BOOL, Acting::acting),
        Acting::new);
  }

  private static Codec<BodyReceived> bodyReceived() {
    return Codec.of(
        "body received",
        MAX_BYTES,
        Field.of(1, "value", FieldType.HASH, BodyReceived::value),
        Field.of(2, "body", FieldType.BYTES, BodyReceived::body),
        BodyReceived::new);
  }

  private static Codec<Judged> judged() {
    return Codec.of(
        "judged",
        Codec.SMALL_BYTES,
        Field.of(1, "value", FieldType.HASH, Judged::value),
        Field.of(2, "valid", FieldType.BOOL, Judged::valid),
        Judged::new);
  }

  private static Codec<Built> built() {
    return Codec.of(
        "built",
        MAX_BYTES,
        Field.of(1, "round", FieldType.UINT32, Built::round),
        Field.of(2, "value", FieldType.HASH, Built::value),
        Field.of(3, "body", FieldType.BYTES, Built::body),
        Built::new);
  }
}
