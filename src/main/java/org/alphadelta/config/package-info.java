/**
 * Configuration of a node: typed values with their precedence and errors, the pin file, the
 * operator's files in a home, and the build.
 *
 * <p>Must not know: what the values are used for, actors, the journal, the command line. Read
 * first: {@link org.alphadelta.config.ConfigKeys}, {@link org.alphadelta.config.NodeConfig}, {@link
 * org.alphadelta.config.PinFile}.
 */
@NullMarked
package org.alphadelta.config;

import org.jspecify.annotations.NullMarked;
