package org.alphadelta.swap;

import org.alphadelta.core.Hash;
import org.alphadelta.core.Rejection;
import org.alphadelta.genesis.UpgradeCertificate;

/** Why an activation is not acted on. */
public sealed interface SwapRejection extends Rejection {
  record CertificateRefused(Rejection why) implements SwapRejection {
    @Override
    public String code() {
      return why.code();
    }

    @Override
    public String found() {
      return why.found();
    }

    @Override
    public String expected() {
      return why.expected();
    }
  }

  /** Only those whose own YES the certificate proves leave the source. */
  record NotLeaving(String self, Hash proposal) implements SwapRejection {
    @Override
    public String code() {
      return "no-own-yes";
    }

    @Override
    public String found() {
      return "a certificate of proposal " + proposal + " without a YES of " + self;
    }

    @Override
    public String expected() {
      return "this validator's own YES in it";
    }
  }

  /** Two valid certificates of one chain: never choose, stop, keep both. */
  record Contradiction(UpgradeCertificate first, UpgradeCertificate second)
      implements SwapRejection {
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
}
