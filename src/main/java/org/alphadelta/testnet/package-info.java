/**
 * {@code adn testnet}: the whole mission on one machine. It types the commands an operator would
 * type, starts nodes as processes of their own, and checks every claim from outside: REST, admin
 * ports, data directories, {@code /proc}.
 *
 * <p>Must not know: actors, the engine, how a node comes to its answers. Nothing here is a shortcut
 * into a node. Read first: {@link org.alphadelta.testnet.Mission}, {@link
 * org.alphadelta.testnet.Validators}, {@link org.alphadelta.testnet.Assertions}.
 */
@NullMarked
package org.alphadelta.testnet;

import org.jspecify.annotations.NullMarked;
