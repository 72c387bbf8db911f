/**
 * This validator's part in governance: the journaled shells {@link
 * org.alphadelta.actor.governance.Governor} and {@link org.alphadelta.actor.governance.Ratifier},
 * and the assembly of an approved upgrade's certificate.
 *
 * <p>Must not know: how a transaction reaches a block, what an approved upgrade does, the node that
 * starts it. Read first: {@link org.alphadelta.actor.governance.Governor}.
 */
@NullMarked
package org.alphadelta.actor.governance;

import org.jspecify.annotations.NullMarked;
