/**
 * The rules of a network upgrade as plain functions of values: who may propose what, how votes and
 * readiness count, when a proposal is approved, who leaves and who stays.
 *
 * <p>Must not know: blocks, transactions, storage, actors. Read first: {@link
 * org.alphadelta.governance.ProposalTerms}, {@link org.alphadelta.governance.Governance}, {@link
 * org.alphadelta.governance.Approval}, then {@link org.alphadelta.governance.GovernorState}.
 */
@NullMarked
package org.alphadelta.governance;

import org.jspecify.annotations.NullMarked;
