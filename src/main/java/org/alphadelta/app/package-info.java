/**
 * The composition root: puts configuration, keys, actors and doors together, and is the command
 * {@code adn}.
 *
 * <p>Must not know: rules of any kind. Read first: {@link org.alphadelta.app.Main}, {@link
 * org.alphadelta.app.NodeProcess}.
 */
@NullMarked
package org.alphadelta.app;

import org.jspecify.annotations.NullMarked;
