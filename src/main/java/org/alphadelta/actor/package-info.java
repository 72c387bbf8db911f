/**
 * Every actor shell of the node: each turns messages into inputs of a pure package, and its outputs
 * into sends, timers and journal writes. What a shell has to decide for itself is a value or a
 * plain collaborator beside it, without an actor's context: {@link org.alphadelta.actor.StartGate},
 * {@link org.alphadelta.actor.PairLifecycle}, {@link org.alphadelta.actor.ConnectionSlots} and
 * their like.
 *
 * <p>Must not know: HTTP, JSON, the command line, the upgrade code. Read first: {@link
 * org.alphadelta.actor.Node}, then {@link org.alphadelta.actor.ChainPair} with {@link
 * org.alphadelta.actor.Consensus} and {@link org.alphadelta.actor.ChainLedger}, then {@link
 * org.alphadelta.actor.Governor}.
 */
@NullMarked
package org.alphadelta.actor;

import org.jspecify.annotations.NullMarked;
