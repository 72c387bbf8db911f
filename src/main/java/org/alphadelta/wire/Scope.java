package org.alphadelta.wire;

import java.util.Locale;
import org.alphadelta.core.FieldType;
import org.alphadelta.core.Numbered;

/** Scope that a listener grants a dialer. */
public enum Scope implements Numbered {
  /** Everything, on a running chain. */
  FULL(1, Phase.FULL),
  /** Blocks, certificates and genesis of an archived chain. */
  READ_ONLY(2, Phase.READ_ONLY),
  /**
   * Attestations, genesis, parameters and certificates, for a node that does not know its genesis.
   */
  BOOTSTRAP(3, Phase.BOOTSTRAP);

  /** As a field of a value. */
  public static final FieldType<Scope> TYPE = Numbered.type("scope", Scope.class);

  private final int number;
  private final Phase phase;

  Scope(int number, Phase phase) {
    this.number = number;
    this.phase = phase;
  }

  @Override
  public int number() {
    return number;
  }

  /** The phase of both sides with this scope. */
  public Phase phase() {
    return phase;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
