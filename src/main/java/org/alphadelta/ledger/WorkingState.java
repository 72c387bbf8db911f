package org.alphadelta.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Rejection;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.governance.Governance;
import org.alphadelta.governance.GovernanceContext;
import org.alphadelta.governance.GovernanceOutcome;
import org.alphadelta.governance.GovernanceState;
import org.alphadelta.governance.Split;

/**
 * The state during the execution of one block, confined to one call of {@link Execution}. A
 * transaction is applied completely or, when refused, not at all.
 */
final class WorkingState {
  private final ChainState before;
  private final BlockContext context;
  private final GovernanceContext rules;
  private final SignatureVerifier verifier;
  private final Committee nextCommittee;
  private final Optional<Hash> upgrade;
  private final SortedMap<PublicKey, Account> changed = new TreeMap<>();
  private final List<TransactionEffect> effects = new ArrayList<>();
  private GovernanceState governance;

  WorkingState(ChainState before, BlockContext context, SignatureVerifier verifier) {
    this.before = before;
    this.context = context;
    this.rules = context.governance();
    this.verifier = verifier;
    Start start =
        switch (context.chain().kind()) {
          case ALPHA -> judge(rules, before.governance());
          case DELTA ->
              new Start(
                  before.governance(),
                  Optional.empty(),
                  context.anchor().orElseThrow().nextCommittee());
        };
    this.governance = start.governance();
    this.upgrade = start.upgrade();
    this.nextCommittee = start.nextCommittee();
  }

  /** The state before the first transaction. */
  private record Start(
      GovernanceState governance, Optional<Hash> upgrade, Committee nextCommittee) {}

  private static Start judge(GovernanceContext rules, GovernanceState state) {
    Governance.Closed closed = Governance.closeAt(rules, state);
    return new Start(
        closed.state(),
        closed.approved(),
        closed
            .approved()
            .map(id -> Split.stayers(rules.committee(), closed.state().yesVoters(id)))
            .orElse(rules.committee()));
  }

  /** Applies a transaction of {@code size} canonical bytes, or returns why it is refused. */
  Optional<Rejection> apply(SignedTransaction signed, int size) {
    Transaction transaction = signed.transaction();
    Account sender = account(transaction.sender());
    if (!transaction.chain().equals(context.chain())) {
      return Optional.of(LedgerRejections.wrongChain(transaction.chain(), context.chain()));
    }
    if (size > BlockLimits.MAX_TRANSACTION_BYTES) {
      return Optional.of(LedgerRejections.transactionTooLarge(size));
    }
    if (transaction.sequence() != sender.nextSequence()) {
      return Optional.of(
          LedgerRejections.wrongSequence(
              transaction.sender(), transaction.sequence(), sender.nextSequence()));
    }
    if (transaction.sequence() == Long.MAX_VALUE) {
      return Optional.of(LedgerRejections.sequenceExhausted(transaction.sender()));
    }
    if (!signed.verify(verifier)) {
      return Optional.of(LedgerRejections.badSignature(transaction.sender()));
    }
    return switch (transaction.payload()) {
      case Payload.TransferPublic transfer -> transfer(signed.id(), transaction, sender, transfer);
      case Payload.SubmitProposal submit -> submit(signed.id(), transaction, sender, submit);
      case Payload.WithdrawProposal withdraw ->
          governed(
              transaction,
              sender,
              Governance.withdraw(rules, governance, transaction.sender(), withdraw.proposal()),
              new TransactionEffect.Withdrawn(signed.id(), withdraw.proposal()));
      case Payload.CastVote vote -> vote(signed.id(), transaction, sender, vote);
      case Payload.AttestReadiness ready -> attest(signed.id(), transaction, sender, ready);
    };
  }

  Executed finish() {
    ChainState.Transition transition = before.transition(changed, governance);
    return new Executed(transition.after(), transition.changes(), nextCommittee, upgrade, effects);
  }

  private Optional<Rejection> transfer(
      Hash id, Transaction transaction, Account sender, Payload.TransferPublic transfer) {
    long fee = context.parameters().transferFee();
    long amount = transfer.amount();
    if (sender.balance() < fee || sender.balance() - fee < amount) {
      return Optional.of(LedgerRejections.insufficientBalance(sender.balance(), amount, fee));
    }
    Account paid = new Account(sender.balance() - fee - amount, sender.nextSequence() + 1);
    Account recipient =
        transfer.recipient().equals(transaction.sender()) ? paid : account(transfer.recipient());
    if (recipient.balance() > Long.MAX_VALUE - amount) {
      return Optional.of(LedgerRejections.balanceOverflow(recipient.balance(), amount));
    }
    changed.put(transaction.sender(), paid);
    changed.put(
        transfer.recipient(), new Account(recipient.balance() + amount, recipient.nextSequence()));
    effects.add(
        new TransactionEffect.Transferred(
            id, transaction.sender(), transfer.recipient(), amount, fee));
    return Optional.empty();
  }

  private Optional<Rejection> submit(
      Hash id, Transaction transaction, Account sender, Payload.SubmitProposal submit) {
    Hash proposal =
        submit.terms().id(context.chain(), transaction.sender(), transaction.sequence());
    return governed(
        transaction,
        sender,
        Governance.submit(
            rules, governance, transaction.sender(), transaction.sequence(), submit.terms()),
        new TransactionEffect.Proposed(id, transaction.sender(), proposal));
  }

  private Optional<Rejection> vote(
      Hash id, Transaction transaction, Account sender, Payload.CastVote vote) {
    PublicKey voter = transaction.sender();
    return governed(
        transaction,
        sender,
        Governance.vote(rules, governance, voter, vote.proposal(), vote.ballot(), id),
        new TransactionEffect.Voted(id, voter, vote.proposal(), vote.ballot()));
  }

  private Optional<Rejection> attest(
      Hash id, Transaction transaction, Account sender, Payload.AttestReadiness ready) {
    PublicKey voter = transaction.sender();
    return governed(
        transaction,
        sender,
        Governance.attest(rules, governance, voter, ready.proposal(), ready.alpha(), ready.delta()),
        new TransactionEffect.Attested(id, voter, ready.proposal()));
  }

  /** Governance transactions have no fee and only use up a sequence number. */
  private Optional<Rejection> governed(
      Transaction transaction,
      Account sender,
      GovernanceOutcome outcome,
      TransactionEffect effect) {
    return switch (outcome) {
      case GovernanceOutcome.Refused refused -> Optional.of(refused.rejection());
      case GovernanceOutcome.Accepted accepted -> {
        governance = accepted.state();
        changed.put(transaction.sender(), new Account(sender.balance(), sender.nextSequence() + 1));
        effects.add(effect);
        yield Optional.empty();
      }
    };
  }

  private Account account(PublicKey owner) {
    Account own = changed.get(owner);
    return own == null ? before.account(owner) : own;
  }
}
