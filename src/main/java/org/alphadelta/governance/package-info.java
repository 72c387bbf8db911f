/**
 * The rules of a network upgrade as pure functions of values: valid proposals, counting of votes
 * and readiness, approval, and the split.
 *
 * <p>Must not know: blocks, transactions, storage, actors. Read first: {@link
 * org.alphadelta.governance.ProposalTerms}, {@link org.alphadelta.governance.Governance}, {@link
 * org.alphadelta.governance.Approval}, then {@link org.alphadelta.governance.GovernorState}.
 */
@NullMarked
package org.alphadelta.governance;

import org.jspecify.annotations.NullMarked;
