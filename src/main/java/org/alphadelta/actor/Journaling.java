package org.alphadelta.actor;

import java.time.InstantSource;
import org.alphadelta.journal.EventCodecs;

/** What a record of a journal needs besides its event: the codecs, and the clock. */
public record Journaling(EventCodecs codecs, InstantSource clock) {}
