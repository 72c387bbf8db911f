/**
 * The node's two HTTP ports: the public one, which answers queries and takes signed transactions,
 * and the admin port on loopback with a token, where the node signs. One table of endpoints serves
 * the routes, the answers to wrong methods and the OpenAPI document, so that they cannot differ.
 *
 * <p>Must not know: how the node works inside (it uses {@link org.alphadelta.actor.node.NodePort}
 * alone), files, keys, the command line, the upgrade code. Read first: {@link
 * org.alphadelta.api.Operation}, {@link org.alphadelta.api.RouteTable}, {@link
 * org.alphadelta.api.RestServer}, and {@code docs/rest.md}, which has an example of each route.
 */
@NullMarked
package org.alphadelta.api;

import org.jspecify.annotations.NullMarked;
