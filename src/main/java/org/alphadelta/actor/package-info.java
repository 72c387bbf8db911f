/**
 * Shared by the packages of actor shells below: the marks of their messages, the base of the
 * event-sourced shells ({@link org.alphadelta.actor.JournaledBehavior}), the environment of every
 * shell on this machine ({@link org.alphadelta.actor.NodeEnvironment}), and the protocol between a
 * node and the upgrade ({@link org.alphadelta.actor.UpgradeProtocol}). The packages, each importing
 * only from rows above it:
 *
 * <p>{@code peer}; then {@code chain} and {@code genesis}, which do not know each other; then
 * {@code governance}; then {@code node}.
 *
 * <p>A shell turns messages into inputs of a pure package, and its outputs into sends, timers and
 * journal writes. Decisions of a shell are in values and plain collaborators beside it, without an
 * actor's context.
 *
 * <p>Must not know: any package below, HTTP, JSON, the command line, the upgrade code. Read first:
 * {@code actor.node.Node}, then {@code actor.chain.ChainPair}, then {@code
 * actor.governance.Governor}.
 */
@NullMarked
package org.alphadelta.actor;

import org.jspecify.annotations.NullMarked;
