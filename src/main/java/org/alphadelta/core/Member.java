package org.alphadelta.core;

/** One validator of a committee: its key and its electorate, with one vote of weight 1. */
public record Member(PublicKey key, Role role) implements Canonical {
  public static final Codec<Member> CODEC =
      Codec.of(
          "member",
          Codec.SMALL_BYTES,
          Field.of(1, "key", FieldType.PUBLIC_KEY, Member::key),
          Field.of(2, "role", Role.TYPE, Member::role),
          Member::new);

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
