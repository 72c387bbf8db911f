package org.alphadelta.consensus;

import org.alphadelta.core.Rejection;
import org.alphadelta.core.Signature;

/** The sign-state's answer to a signing request. */
public sealed interface SigningVerdict {
  /** Not signed yet: sign, store the new record durably, then release the signature. */
  record Fresh() implements SigningVerdict {}

  /** Signed before with the same bytes: use this signature again. */
  record Repeat(Signature signature) implements SigningVerdict {}

  record Refused(Rejection reason) implements SigningVerdict {}
}
