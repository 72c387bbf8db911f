package org.alphadelta.actor;

import akka.actor.NoSerializationVerificationNeeded;

/**
 * Marks messages that never leave their machine, because they hold connections, ledger views or
 * bytes of any size. They must not have a codec, and Akka is told not to check for one.
 */
public interface LocalMessage extends NoSerializationVerificationNeeded {}
