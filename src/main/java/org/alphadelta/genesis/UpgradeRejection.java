package org.alphadelta.genesis;

import org.alphadelta.core.Rejection;

/** Why an upgrade certificate, or a list of them, proves nothing. */
public sealed interface UpgradeRejection extends Rejection {
  /** A part of the certificate that does not have the one value it must have. */
  record PartDiffers(String part, String is, String wanted) implements UpgradeRejection {
    @Override
    public String code() {
      return "certificate-part-differs";
    }

    @Override
    public String found() {
      return part + " " + is;
    }

    @Override
    public String expected() {
      return wanted;
    }
  }

  /**
   * A rule of another package that one part breaks: an attestation, the terms, the commit
   * certificate.
   */
  record PartRefused(String part, Rejection why) implements UpgradeRejection {
    @Override
    public String code() {
      return "certificate-part-refused";
    }

    @Override
    public String found() {
      return part + ": " + why.code() + ", " + why.found();
    }

    @Override
    public String expected() {
      return why.expected();
    }
  }

  /** Attestations or Yes votes of governors are too few. */
  record TooFew(String part, long have, long needed) implements UpgradeRejection {
    @Override
    public String code() {
      return "certificate-too-few";
    }

    @Override
    public String found() {
      return part + " " + have;
    }

    @Override
    public String expected() {
      return "at least " + needed;
    }
  }
}
