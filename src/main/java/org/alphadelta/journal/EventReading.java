package org.alphadelta.journal;

import org.alphadelta.core.Canonical;

/** Result of decoding a record's payload. */
public sealed interface EventReading {
  record Known(Canonical event, String sentence) implements EventReading {}

  /** This build has no codec for the manifest: links can be verified, the meaning cannot. */
  record Unknown(String manifest) implements EventReading {}

  /** The codec refuses the payload. */
  record Malformed(String manifest, String why) implements EventReading {}
}
