package org.alphadelta.governance;

import java.util.SortedSet;
import org.alphadelta.core.Committee;
import org.alphadelta.core.PublicKey;

/** The committee after an approved upgrade: the old committee C without the Yes voters. */
public final class Split {
  private Split() {}

  /** S; empty when all members leave, which concludes the old chains. */
  public static Committee stayers(Committee committee, SortedSet<PublicKey> yesVoters) {
    return committee.without(yesVoters);
  }
}
