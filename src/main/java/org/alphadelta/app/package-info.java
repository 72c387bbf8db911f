/**
 * The composition root: wires configuration, keys, actors and HTTP ports, and contains the command
 * {@code adn}.
 *
 * <p>Must not know: rules of any kind. Read first: {@link org.alphadelta.app.Main}, {@link
 * org.alphadelta.app.NodeProcess}.
 */
@NullMarked
package org.alphadelta.app;

import org.jspecify.annotations.NullMarked;
