/**
 * What the operator decides: the typed configuration with its precedence and its errors, the pin
 * file, the names in a home, and which build this is.
 *
 * <p>Must not know: what the values are used for, actors, the journal, the command line. Read
 * first: {@link org.alphadelta.config.ConfigKeys}, {@link org.alphadelta.config.NodeConfig}, {@link
 * org.alphadelta.config.PinFile}.
 */
@NullMarked
package org.alphadelta.config;

import org.jspecify.annotations.NullMarked;
