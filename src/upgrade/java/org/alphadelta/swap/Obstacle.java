package org.alphadelta.swap;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.Canonical;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Cid;
import org.alphadelta.core.Codec;
import org.alphadelta.core.Field;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Numbered;
import org.alphadelta.core.Rejection;
import org.alphadelta.genesis.GenesisDifference;
import org.alphadelta.store.DiskFailure;
import org.alphadelta.swap.ChainSwapEvent.Blocked;

/**
 * Why an upgrade waits for its operator, with the first differing field where bytes differ.
 *
 * @param subject the field, file or operation, like {@code alpha state_root}
 */
public record Obstacle(Kind kind, String subject, String found, String expected)
    implements Canonical, Rejection {
  /** Most characters of a text; {@link #of} truncates texts from outside. */
  private static final int MOST_CHARACTERS = 500;

  /** Kinds of obstacles. Numbers are part of the journal's format. */
  public enum Kind implements Numbered {
    PARAMETERS_MISSING(1, "parameters-missing"),
    PARAMETERS_DAMAGED(2, "parameters-damaged"),
    PARAMETERS_MALFORMED(3, "parameters-malformed"),
    GENESIS_DIFFERS(4, "genesis-differs"),
    GENESIS_IMPOSSIBLE(5, "genesis-impossible"),
    OTHER_ATTESTED(6, "other-genesis-attested"),
    DISK_FAILED(7, "disk-failed");

    /** As a field of a value. */
    public static final FieldType<Kind> TYPE = Numbered.type("obstacle", Kind.class);

    private final int number;
    private final String label;

    Kind(int number, String label) {
      this.number = number;
      this.label = label;
    }

    @Override
    public int number() {
      return number;
    }

    public String label() {
      return label;
    }

    public static Optional<Kind> ofNumber(long number) {
      return Numbered.of(Kind.class, number);
    }
  }

  public static final Codec<Obstacle> CODEC =
      Codec.of(
          "obstacle",
          Blocked.MAX_BYTES,
          Field.of(1, "kind", Kind.TYPE, Obstacle::kind),
          Field.of(2, "subject", FieldType.TEXT, Obstacle::subject),
          Field.of(3, "found", FieldType.TEXT, Obstacle::found),
          Field.of(4, "expected", FieldType.TEXT, Obstacle::expected),
          Obstacle::new);

  public Obstacle {
    for (String text : List.of(subject, found, expected)) {
      if (text.length() > MOST_CHARACTERS) {
        throw new IllegalArgumentException(
            "a text of an obstacle has at most "
                + MOST_CHARACTERS
                + " characters, found "
                + text.length());
      }
    }
  }

  /** An obstacle with its texts truncated to the limit. */
  static Obstacle of(Kind kind, String subject, String found, String expected) {
    return new Obstacle(kind, cut(subject), cut(found), cut(expected));
  }

  static Obstacle missing(ChainKind chain, Cid cid) {
    return of(Kind.PARAMETERS_MISSING, chain + " parameters", "no file", cid.toString());
  }

  static Obstacle damaged(ChainKind chain, Cid cid, String reason) {
    return of(Kind.PARAMETERS_DAMAGED, chain + " parameters", reason, cid.toString());
  }

  static Obstacle malformed(ChainKind chain, String found) {
    return of(
        Kind.PARAMETERS_MALFORMED, chain + " parameters", found, "genesis parameters of " + chain);
  }

  static Obstacle genesis(Rejection rejection) {
    return rejection instanceof GenesisDifference field
        ? differs(field.kind(), field.field(), field.is(), field.expected())
        : of(Kind.GENESIS_IMPOSSIBLE, rejection.code(), rejection.found(), rejection.expected());
  }

  static Obstacle differs(ChainKind chain, String field, String is, String wanted) {
    return of(Kind.GENESIS_DIFFERS, chain + " " + field, is, wanted);
  }

  static Obstacle attested(GenesisPairId earlier, GenesisPairId wanted) {
    return of(Kind.OTHER_ATTESTED, "attestation", earlier.toString(), wanted.toString());
  }

  static Obstacle disk(DiskFailure failure) {
    return of(
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
  public Bytes canonical() {
    return CODEC.encode(this);
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
  }
}
