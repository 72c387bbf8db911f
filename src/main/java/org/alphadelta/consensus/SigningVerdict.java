package org.alphadelta.consensus;

import org.alphadelta.core.Rejection;
import org.alphadelta.core.Signature;

/** What the sign-state says to a wish to sign. */
public sealed interface SigningVerdict {
  /** Not signed yet: sign, store the new record durably, then release. */
  record Fresh() implements SigningVerdict {}

  /** Signed before with the same bytes: this signature again. */
  record Repeat(Signature signature) implements SigningVerdict {}

  record Refused(Rejection reason) implements SigningVerdict {}
}
