package org.alphadelta.consensus;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Signature;

/** A vote with its validator's signature, not verified yet. */
public record SignedVote(Vote vote, Signature signature) implements Canonical {
  public static final Codec<SignedVote> CODEC =
      Codec.of(
          "signed vote",
          Codec.SMALL_BYTES,
          Field.of(1, "vote", FieldType.message(Vote.CODEC), SignedVote::vote),
          Field.of(2, "signature", FieldType.SIGNATURE, SignedVote::signature),
          SignedVote::new);

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
