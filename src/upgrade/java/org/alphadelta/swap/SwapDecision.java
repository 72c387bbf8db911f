package org.alphadelta.swap;

import java.util.List;
import org.alphadelta.core.Hash;
import org.alphadelta.core.Rejection;
import org.alphadelta.genesis.UpgradeCertificate;

/** Result of a command. */
public sealed interface SwapDecision {
  /** Events to persist; empty when nothing changes. */
  record Decided(List<ChainSwapEvent> events) implements SwapDecision {
    public Decided {
      events = List.copyOf(events);
    }
  }

  /** The activation is refused. */
  record Refused(Rejection rejection) implements SwapDecision {}

  /** Two valid certificates of one chain: stop, and keep both. */
  record Contradicted(UpgradeCertificate first, UpgradeCertificate second)
      implements SwapDecision, Rejection {
    @Override
    public String code() {
      return "certificates-contradict";
    }

    @Override
    public String found() {
      return second.proposal() + " in block " + second.activation().hash();
    }

    @Override
    public String expected() {
      return first.proposal() + " in block " + first.activation().hash() + ", accepted before";
    }
  }

  /** Only validators whose own Yes the certificate proves leave the source. */
  static SwapDecision noOwnYes(String self, Hash proposal) {
    return new Refused(
        Rejection.of(
            "no-own-yes",
            "a certificate of proposal " + proposal + " without a YES of " + self,
            "this validator's own YES in it"));
  }

  static SwapDecision of(ChainSwapEvent event) {
    return new Decided(List.of(event));
  }

  static SwapDecision nothing() {
    return new Decided(List.of());
  }
}
