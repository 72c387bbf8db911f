/**
 * This validator's part in governance: the journaled shells {@link
 * org.alphadelta.actor.governance.Governor} and {@link org.alphadelta.actor.governance.Ratifier},
 * and the assembly of the certificate of an approved upgrade from a chain and attestations.
 *
 * <p>Must not know: how a transaction reaches a block, what an approved upgrade does, the node that
 * starts it. Read first: {@link org.alphadelta.actor.governance.Governor}.
 */
@NullMarked
package org.alphadelta.actor.governance;

import org.jspecify.annotations.NullMarked;
