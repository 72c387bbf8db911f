/**
 * The journal's format: records linked by hash, one chain of links per stream, and the codecs
 * between an event and its bytes.
 *
 * <p>Must not know: where records are stored, actors, whether an event was justified. Read first:
 * {@link org.alphadelta.journal.JournalRecord}, {@link org.alphadelta.journal.LinkChain}, {@link
 * org.alphadelta.journal.EventCodecs}, and {@code docs/journal-format.md}.
 */
@NullMarked
package org.alphadelta.journal;

import org.jspecify.annotations.NullMarked;
