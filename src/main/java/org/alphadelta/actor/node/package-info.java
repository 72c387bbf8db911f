/**
 * The guardian of one node and its port to the outside: {@link org.alphadelta.actor.node.Node}
 * starts all shells, opens no chain before {@link org.alphadelta.actor.node.StartGate} allows it,
 * and answers {@link org.alphadelta.actor.node.NodePort} through {@link
 * org.alphadelta.actor.node.NodeQueries}.
 *
 * <p>Must not know: HTTP, JSON, the command line, the upgrade code. Read first: {@link
 * org.alphadelta.actor.node.Node}, then {@link org.alphadelta.actor.node.NodeChildren}.
 */
@NullMarked
package org.alphadelta.actor.node;

import org.jspecify.annotations.NullMarked;
