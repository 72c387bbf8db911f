package org.alphadelta.actor;

import org.alphadelta.core.Hash;

/** Result of a command; the answer may come from another machine of this validator. */
public sealed interface CommandResult extends ClusterMessage {
  /** Taken; the hash of the transaction (or content) it became. */
  record Accepted(Hash id) implements CommandResult {}

  /** Refused, and nothing changed. */
  record Refused(String code, String found, String expected) implements CommandResult {}
}
