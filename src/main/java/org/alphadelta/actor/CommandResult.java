package org.alphadelta.actor;

import org.alphadelta.core.Hash;

/** Result of a command, which another machine of this validator may have carried out. */
public sealed interface CommandResult extends ClusterMessage {
  /** Accepted, with the hash of the resulting transaction (or content). */
  record Accepted(Hash id) implements CommandResult {}

  /** Refused, without any change. */
  record Refused(String code, String found, String expected) implements CommandResult {}
}
