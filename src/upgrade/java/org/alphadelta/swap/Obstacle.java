package org.alphadelta.swap;

import java.util.Arrays;
import java.util.Optional;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Cid;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Rejection;
import org.alphadelta.genesis.GenesisRejection;
import org.alphadelta.store.DiskFailure;

/**
 * Why an upgrade waits for its operator: what is in the way, with the first differing field where
 * bytes differ. It does not say whose mistake it is.
 *
 * @param subject the field, file or operation, like {@code alpha state_root}
 */
public record Obstacle(Kind kind, String subject, String found, String expected)
    implements Canonical, Rejection {
  /** A longer text of somebody else's making is cut. */
  private static final int MOST_CHARACTERS = 500;

  /** What is in the way. Numbers are part of the journal's format. */
  public enum Kind {
    PARAMETERS_MISSING(1, "parameters-missing"),
    PARAMETERS_DAMAGED(2, "parameters-damaged"),
    PARAMETERS_MALFORMED(3, "parameters-malformed"),
    GENESIS_DIFFERS(4, "genesis-differs"),
    GENESIS_IMPOSSIBLE(5, "genesis-impossible"),
    OTHER_ATTESTED(6, "other-genesis-attested"),
    DISK_FAILED(7, "disk-failed");

    private final int number;
    private final String label;

    Kind(int number, String label) {
      this.number = number;
      this.label = label;
    }

    public int number() {
      return number;
    }

    public String label() {
      return label;
    }

    public static Optional<Kind> ofNumber(int number) {
      return Arrays.stream(values()).filter(k -> k.number == number).findFirst();
    }
  }

  public Obstacle {
    subject = cut(subject);
    found = cut(found);
    expected = cut(expected);
  }

  static Obstacle missing(ChainKind chain, Cid cid) {
    return new Obstacle(Kind.PARAMETERS_MISSING, chain + " parameters", "no file", cid.toString());
  }

  static Obstacle damaged(ChainKind chain, Cid cid, String reason) {
    return new Obstacle(Kind.PARAMETERS_DAMAGED, chain + " parameters", reason, cid.toString());
  }

  static Obstacle malformed(ChainKind chain, String found) {
    return new Obstacle(
        Kind.PARAMETERS_MALFORMED, chain + " parameters", found, "genesis parameters of " + chain);
  }

  static Obstacle genesis(GenesisRejection rejection) {
    return rejection instanceof GenesisRejection.FieldDiffers field
        ? differs(field.kind(), field.field(), field.is(), field.wanted())
        : new Obstacle(
            Kind.GENESIS_IMPOSSIBLE, rejection.code(), rejection.found(), rejection.expected());
  }

  static Obstacle differs(ChainKind chain, String field, String is, String wanted) {
    return new Obstacle(Kind.GENESIS_DIFFERS, chain + " " + field, is, wanted);
  }

  static Obstacle attested(GenesisPairId earlier, GenesisPairId wanted) {
    return new Obstacle(Kind.OTHER_ATTESTED, "attestation", earlier.toString(), wanted.toString());
  }

  static Obstacle disk(DiskFailure failure) {
    return new Obstacle(
        Kind.DISK_FAILED,
        failure.operation() + " " + failure.file(),
        String.valueOf(failure.getMessage()),
        "a disk that takes it");
  }

  @Override
  public String code() {
    return kind.label();
  }

  @Override
  public String sentence() {
    return kind.label() + " at " + subject + ": found " + found + ", expected " + expected;
  }

  @Override
  public void writeTo(CanonicalWriter out) {
    out.uint(1, kind.number()).text(2, subject).text(3, found).text(4, expected);
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
  }
}
