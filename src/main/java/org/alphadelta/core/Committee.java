package org.alphadelta.core;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The validators of a chain at some height, sorted by key bytes, each with one vote of weight 1. It
 * may be empty: a chain whose next committee is empty is concluded.
 */
public record Committee(List<Member> members) implements Canonical {
  /** Genesis and proposals with more members are refused. */
  public static final int MAX_MEMBERS = 200;

  /** Cap of a committee, or of a value that holds one or two. Bytes. */
  public static final int MAX_BYTES = 32 * 1024;

  public static final Codec<Committee> CODEC =
      Codec.of(
          "committee",
          MAX_BYTES,
          Field.list(
              1, "members", MAX_MEMBERS, FieldType.message(Member.CODEC), Committee::members),
          Committee::new);

  public static final Committee EMPTY = new Committee(List.of());

  public Committee {
    Ascending.require("a committee names each key once", members, Member::key);
    if (members.size() > MAX_MEMBERS) {
      throw new IllegalArgumentException(
          "a committee has at most " + MAX_MEMBERS + " members, found " + members.size());
    }
    members = List.copyOf(members);
  }

  /**
   * Sorts the members.
   *
   * @throws IllegalArgumentException when a key is named twice, or there are too many
   */
  public static Committee of(Collection<Member> members) {
    return new Committee(Ascending.sorted(members, Member::key));
  }

  public int size() {
    return members.size();
  }

  public boolean isEmpty() {
    return members.isEmpty();
  }

  public Optional<Member> member(PublicKey key) {
    return members.stream().filter(m -> m.key().equals(key)).findFirst();
  }

  public boolean contains(PublicKey key) {
    return member(key).isPresent();
  }

  public Optional<Role> role(PublicKey key) {
    return member(key).map(Member::role);
  }

  /** The keys of every member, in committee order. */
  public List<PublicKey> keys() {
    return members.stream().map(Member::key).toList();
  }

  public SortedSet<PublicKey> keys(Role role) {
    SortedSet<PublicKey> keys = new TreeSet<>();
    members.stream().filter(m -> m.role() == role).forEach(m -> keys.add(m.key()));
    return keys;
  }

  /** This committee without the named keys; keys of non-members are ignored. */
  public Committee without(Set<PublicKey> leaving) {
    return new Committee(members.stream().filter(m -> !leaving.contains(m.key())).toList());
  }

  /**
   * How many Byzantine members agreement tolerates: the largest f with 3f < n; 0 for one to three
   * members.
   */
  public int tolerates() {
    return isEmpty() ? 0 : (size() - 1) / 3;
  }

  /** Identity of a committee, also of an empty one. */
  public Hash hash() {
    return Sha256.tagged("adn/committee", canonical());
  }

  @Override
  public Bytes canonical() {
    return CODEC.encode(this);
  }
}
