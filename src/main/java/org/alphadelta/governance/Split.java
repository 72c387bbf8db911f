package org.alphadelta.governance;

import java.util.SortedSet;
import org.alphadelta.core.Committee;
import org.alphadelta.core.PublicKey;

/**
 * Who stays when an upgrade is approved: the old committee C without those who voted Yes, in
 * whatever order they voted.
 */
public final class Split {
  private Split() {}

  /** S; empty when everybody leaves: then the old chains are concluded. */
  public static Committee stayers(Committee committee, SortedSet<PublicKey> yesVoters) {
    return committee.without(yesVoters);
  }
}
