package org.alphadelta.actor;

import akka.actor.NoSerializationVerificationNeeded;

/**
 * Marks what never leaves its machine: it holds sessions, views of a ledger or bytes of any size.
 * No codec may be written for it, and Akka is told that it needs none.
 */
public interface LocalMessage extends NoSerializationVerificationNeeded {}
