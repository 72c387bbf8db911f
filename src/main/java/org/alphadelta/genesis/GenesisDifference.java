package org.alphadelta.genesis;

import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Rejection;

/** The first field of a genesis that differs from its expected value. */
public record GenesisDifference(ChainKind kind, String field, String is, String expected)
    implements Rejection {
  @Override
  public String code() {
    return "genesis-field-differs";
  }

  @Override
  public String found() {
    return kind + " " + field + " " + is;
  }
}
