package org.alphadelta.journal;

/**
 * Constants of our records in Akka Persistence's envelope: part of the journal's format, never
 * changed.
 */
public final class JournalFormat {
  /** The serializer that wrote the payload. */
  public static final int SERIALIZER = 7301;

  /** The payload is a record in layout 1. */
  public static final String MANIFEST = "r1";

  private JournalFormat() {}
}
