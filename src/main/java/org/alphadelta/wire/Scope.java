package org.alphadelta.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.alphadelta.core.FieldType;

/** Scope that a listener grants a dialer. */
public enum Scope {
  /** Everything, on a running chain. */
  FULL(1, Phase.FULL),
  /** Blocks, certificates and genesis of an archived chain. */
  READ_ONLY(2, Phase.READ_ONLY),
  /**
   * Attestations, genesis, parameters and certificates, for a node that does not know its genesis.
   */
  BOOTSTRAP(3, Phase.BOOTSTRAP);

  /** As a field of a value. */
  public static final FieldType<Scope> TYPE =
      FieldType.numbered("scope", Scope::ofNumber, Scope::number);

  private final int number;
  private final Phase phase;

  Scope(int number, Phase phase) {
    this.number = number;
    this.phase = phase;
  }

  public int number() {
    return number;
  }

  /** The phase of both sides with this scope. */
  public Phase phase() {
    return phase;
  }

  public static Optional<Scope> ofNumber(long number) {
    return Arrays.stream(values()).filter(s -> s.number == number).findFirst();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
