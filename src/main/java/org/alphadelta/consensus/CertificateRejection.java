package org.alphadelta.consensus;

import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;

/** Why a certificate proves nothing. */
public sealed interface CertificateRejection extends Rejection {
  record DuplicateSigner(PublicKey signer) implements CertificateRejection {
    @Override
    public String code() {
      return "certificate-duplicate-signer";
    }

    @Override
    public String found() {
      return "twice " + signer;
    }

    @Override
    public String expected() {
      return "each signer once";
    }
  }

  record UnknownSigner(PublicKey signer) implements CertificateRejection {
    @Override
    public String code() {
      return "certificate-unknown-signer";
    }

    @Override
    public String found() {
      return signer.hex();
    }

    @Override
    public String expected() {
      return "members of the committee of that height";
    }
  }

  record TooLittleWeight(long weight, long needed) implements CertificateRejection {
    @Override
    public String code() {
      return "certificate-too-little-weight";
    }

    @Override
    public String found() {
      return "weight " + weight;
    }

    @Override
    public String expected() {
      return "weight " + needed;
    }
  }

  record BadSignature(PublicKey signer) implements CertificateRejection {
    @Override
    public String code() {
      return "certificate-bad-signature";
    }

    @Override
    public String found() {
      return "a signature that does not verify for " + signer;
    }

    @Override
    public String expected() {
      return "signatures of the rebuilt vote";
    }
  }
}
