/**
 * Serialization at the boundary of an actor system: events into the journal, messages to other
 * machines of the same operator. Java serialization is off; every manifest is short and ours.
 *
 * <p>Must not know: the protocol between operators (that is {@code wire}), what a message leads to.
 * Read first: {@link org.alphadelta.serial.AdnSerialization}, {@link
 * org.alphadelta.serial.MessageCodec}.
 */
@NullMarked
package org.alphadelta.serial;

import org.jspecify.annotations.NullMarked;
