/**
 * What the rooms of actor shells share: the marks of their messages, the base of the event-sourced
 * shells ({@link org.alphadelta.actor.JournaledBehavior}), what every shell on this machine works
 * with ({@link org.alphadelta.actor.NodeEnvironment}), and the protocol between a node and the
 * upgrade ({@link org.alphadelta.actor.UpgradeProtocol}). The rooms are packages below this one,
 * each row importing only from rows above it:
 *
 * <p>{@code peer}; then {@code chain} and {@code genesis}, which do not know each other; then
 * {@code governance}; then {@code node}.
 *
 * <p>A shell turns messages into inputs of a pure package, and its outputs into sends, timers and
 * journal writes. What a shell has to decide for itself is a value or a plain collaborator beside
 * it, without an actor's context.
 *
 * <p>Must not know: any room, HTTP, JSON, the command line, the upgrade code. Read first: {@code
 * actor.node.Node}, then {@code actor.chain.ChainPair}, then {@code actor.governance.Governor}.
 */
@NullMarked
package org.alphadelta.actor;

import org.jspecify.annotations.NullMarked;
