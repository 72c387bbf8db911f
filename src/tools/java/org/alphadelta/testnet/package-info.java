/**
 * {@code adn testnet}: runs the whole scenario on one machine. It runs an operator's commands,
 * starts each node as a process, and checks everything from outside: REST, admin ports, data
 * directories, {@code /proc}.
 *
 * <p>Must not know: actors, the engine, how a node comes to its answers. Nothing here bypasses a
 * node's public interfaces. Read first: {@link org.alphadelta.testnet.TestnetMain}, {@link
 * org.alphadelta.testnet.Mission}, {@link org.alphadelta.testnet.Validators}, {@link
 * org.alphadelta.testnet.Assertions}.
 */
@NullMarked
package org.alphadelta.testnet;

import org.jspecify.annotations.NullMarked;
