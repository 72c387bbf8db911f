package org.alphadelta.consensus;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;

/**
 * Port that tells whether bytes are the body of the value with an id. Pure, total and cheap. It
 * does not check validity, so a false body never discredits a good id.
 */
@FunctionalInterface
public interface ValueNames {
  boolean names(Hash value, Bytes body);
}
