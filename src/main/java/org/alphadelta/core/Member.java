package org.alphadelta.core;

/** One validator of a committee: its key and its electorate. Every member weighs one vote. */
public record Member(PublicKey key, Role role) implements Canonical {
  @Override
  public void writeTo(CanonicalWriter out) {
    out.bytes(1, key.bytes()).uint(2, role.number());
  }
}
