package org.alphadelta.actor;

import java.time.InstantSource;
import org.alphadelta.journal.EventCodecs;

/** What makes an event a record of a journal: its codec, and the time it is written. */
public record Journaling(EventCodecs codecs, InstantSource clock) {}
