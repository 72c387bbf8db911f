/**
 * The command line: commands, their output as text or JSON, their exit codes, and the client of a
 * running node.
 *
 * <p>Must not know: actors, serializers, HTTP servers; how a node runs. Commands need no actors and
 * start none. Read first: {@link org.alphadelta.cli.Commands}, {@link
 * org.alphadelta.cli.ExitCodes}, {@link org.alphadelta.cli.AdnCommand}.
 */
@NullMarked
package org.alphadelta.cli;

import org.jspecify.annotations.NullMarked;
