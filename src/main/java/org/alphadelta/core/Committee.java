package org.alphadelta.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The validators of a chain at some height, sorted by key bytes, one vote of weight 1 each. It may
 * be empty: a chain whose next committee is empty is concluded. It does not know heights, rounds or
 * who proposes when.
 */
public record Committee(List<Member> members) implements Canonical {
  /** More members than this are refused at genesis and in proposals. */
  public static final int MAX_MEMBERS = 200;

  public static final Committee EMPTY = new Committee(List.of());

  public Committee {
    List<Member> sorted = new ArrayList<>(members);
    sorted.sort(Comparator.comparing(Member::key));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i - 1).key().equals(sorted.get(i).key())) {
        throw new IllegalArgumentException(
            "a committee names each key once, found twice: " + sorted.get(i).key());
      }
    }
    if (sorted.size() > MAX_MEMBERS) {
      throw new IllegalArgumentException(
          "a committee has at most " + MAX_MEMBERS + " members, found " + sorted.size());
    }
    members = List.copyOf(sorted);
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

  /** This committee without the named keys; keys that are no members are ignored. */
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

  /** Identity of a committee; an empty one has a hash too. */
  public Hash hash() {
    return Sha256.tagged("adn/committee", canonical());
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    members.forEach(m -> out.message(1, m));
  }
}
