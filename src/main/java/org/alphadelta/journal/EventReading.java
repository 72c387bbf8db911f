package org.alphadelta.journal;

import org.alphadelta.core.Canonical;

/** What reading a record's payload gave. */
public sealed interface EventReading {
  record Known(Canonical event, String sentence) implements EventReading {}

  /** There is no codec for the manifest in this build: the meaning cannot be judged, links can. */
  record Unknown(String manifest) implements EventReading {}

  /** There is a codec, and the payload is not what it writes. */
  record Malformed(String manifest, String why) implements EventReading {}
}
