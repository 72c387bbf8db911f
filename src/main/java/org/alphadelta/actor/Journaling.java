package org.alphadelta.actor;

import java.time.InstantSource;
import org.alphadelta.journal.EventCodecs;

/** Codecs and clock, which turn an event into a record of a journal. */
public record Journaling(EventCodecs codecs, InstantSource clock) {}
