package org.alphadelta.consensus;

import java.util.Optional;
import org.alphadelta.core.Rejection;

/** Result of validating a value. */
sealed interface Validity {
  record Valid() implements Validity {}

  record Invalid(Rejection reason) implements Validity {}

  /** Valid without a refusal. */
  static Validity of(Optional<Rejection> refusal) {
    return refusal.<Validity>map(Invalid::new).orElseGet(Valid::new);
  }
}
