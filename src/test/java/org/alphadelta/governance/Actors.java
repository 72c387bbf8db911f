package org.alphadelta.governance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Member;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Role;
import org.alphadelta.core.Sha256;
import org.alphadelta.crypto.KeyPair;

/** Deterministic validators for tests: v(1), v(2), and so on, and committees of them. */
public final class Actors {
  private static final List<KeyPair> PAIRS =
      IntStream.rangeClosed(1, 24)
          .mapToObj(i -> KeyPair.ofSeed(Sha256.plain(Bytes.utf8("test validator " + i)).bytes()))
          .toList();

  private Actors() {}

  /** The key pair of validator {@code number}, from 1. */
  public static KeyPair pair(int number) {
    return PAIRS.get(number - 1);
  }

  public static PublicKey v(int number) {
    return pair(number).publicKey();
  }

  public static KeyPair pair(PublicKey key) {
    return PAIRS.stream().filter(p -> p.publicKey().equals(key)).findFirst().orElseThrow();
  }

  /** Validators 1 to {@code governors} govern, the next {@code publics} are public. */
  public static Committee committee(int governors, int publics) {
    List<Member> members = new ArrayList<>();
    for (int i = 1; i <= governors + publics; i++) {
      members.add(new Member(v(i), i <= governors ? Role.GOVERNOR : Role.PUBLIC));
    }
    return Committee.of(members);
  }

  /** A committee of the named governors and public validators. */
  public static Committee committee(List<Integer> governors, List<Integer> publics) {
    List<Member> members = new ArrayList<>();
    governors.forEach(i -> members.add(new Member(v(i), Role.GOVERNOR)));
    publics.forEach(i -> members.add(new Member(v(i), Role.PUBLIC)));
    return Committee.of(members);
  }
}
