/**
 * The node's two HTTP doors: the public one that answers questions and takes signed transactions,
 * and the operator's on loopback with a token, where the node signs. One table of endpoints serves
 * the routes, the answers to wrong methods and the OpenAPI document, so that they cannot differ.
 *
 * <p>Must not know: how the node works inside (it asks {@link org.alphadelta.actor.node.NodePort}
 * alone), files, keys, the command line, the upgrade code. Read first: {@link
 * org.alphadelta.api.Operation}, {@link org.alphadelta.api.RouteTable}, {@link
 * org.alphadelta.api.RestServer}; what it says, with an example for each route, is in {@code
 * docs/rest.md}.
 */
@NullMarked
package org.alphadelta.api;

import org.jspecify.annotations.NullMarked;
