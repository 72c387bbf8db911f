package org.alphadelta.consensus;

import org.alphadelta.core.Bytes;
import org.alphadelta.core.Hash;

/**
 * Port to the naming of values. Pure, total and cheap: whether these bytes are the one body of the
 * value with this id. It says nothing about validity, so that a false body never stains a good id.
 */
@FunctionalInterface
public interface ValueNames {
  boolean names(Hash value, Bytes body);
}
