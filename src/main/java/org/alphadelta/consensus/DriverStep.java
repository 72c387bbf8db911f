package org.alphadelta.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.core.Hash;
import org.alphadelta.core.PublicKey;

/**
 * One step of a {@link Driver}: takes one input and evaluates until no condition holds. Used once.
 */
final class DriverStep {
  private final Driver.Setup setup;
  private final List<DriverOutput> outputs = new ArrayList<>();
  private RoundState state;
  private VoteKeeper votes;
  private ProposalKeeper proposals;
  private SortedMap<Integer, List<PolkaCertificate>> polkas;
  private SortedMap<Hash, Validity> validity;
  private boolean acting;
  private Optional<Integer> awaitingValue;
  private boolean polkaIsNew;

  DriverStep(Driver from) {
    setup = from.setup;
    state = from.round;
    votes = from.votes;
    proposals = from.proposals;
    polkas = from.polkas;
    validity = from.validity;
    acting = from.acting;
    awaitingValue = from.awaitingValue;
  }

  Driver.Next result() {
    return new Driver.Next(now(), List.copyOf(outputs));
  }

  void take(DriverInput input) {
    if (state.step() == Step.DECIDED) {
      return; // rule 12
    }
    switch (input) {
      case DriverInput.Act in -> onAct(in.acting());
      case DriverInput.ProposalSeen in -> onProposal(in.proposal());
      case DriverInput.VoteSeen in -> {
        count(in.vote());
        settle();
      }
      case DriverInput.PolkaSeen in -> onPolka(in.certificate());
      case DriverInput.OwnSigned in -> onOwn(in.message());
      case DriverInput.Validated in -> {
        onValidated(in.value(), in.validity());
        settle();
      }
      case DriverInput.Built in -> onBuilt(in.round(), in.value());
      case DriverInput.Elapsed in -> onElapsed(in.timeout());
    }
  }

  private void onAct(boolean act) {
    acting = act;
    if (!act) {
      return;
    }
    if (state.round().isEmpty()) {
      enter(votes.skippable(Optional.of(0)).orElse(0));
    } else {
      resume(state.round().get());
    }
    settle();
  }

  /** Arms the timers again, which were lost with the process. */
  private void resume(int round) {
    outputs.add(new DriverOutput.EnteredRound(round));
    if (state.step() == Step.PROPOSE) {
      if (awaitingValue.filter(r -> r == round).isPresent()) {
        outputs.add(new DriverOutput.GetValue(round));
      }
      outputs.add(new DriverOutput.Arm(TimeoutKind.PROPOSE, round));
    }
    if (state.prevoteArmed()) {
      outputs.add(new DriverOutput.Arm(TimeoutKind.PREVOTE, round));
    }
    if (state.precommitArmed()) {
      outputs.add(new DriverOutput.Arm(TimeoutKind.PRECOMMIT, round));
    }
  }

  private void onProposal(SignedProposal signed) {
    BlockProposal proposal = signed.proposal();
    if (!proposal.proposer().equals(setup.proposer(proposal.round()))) {
      return;
    }
    signed.polka().ifPresent(this::keep);
    if (now().keeps(proposal)) {
      proposals.evidence(signed).ifPresent(e -> outputs.add(new DriverOutput.EvidenceFound(e)));
      proposals = proposals.with(signed, state.round());
      if (state.isCurrent(proposal.round())) {
        lack(proposal.value(), List.of(proposal.proposer()));
      }
    }
    settle();
  }

  private void count(SignedVote vote) {
    VoteKeeper.Added added = votes.add(vote, state.round());
    votes = added.keeper();
    added.evidence().ifPresent(e -> outputs.add(new DriverOutput.EvidenceFound(e)));
    added.threshold().ifPresent(this::onThreshold);
  }

  private void onThreshold(Threshold threshold) {
    switch (threshold) {
      case Threshold.PolkaValue t -> {
        lack(t.value(), voters(VoteType.PREVOTE, t.round(), t.value()));
        now().polka(t.round(), t.value()).ifPresent(this::keep);
        notice(t.round());
      }
      case Threshold.PrecommitValue t ->
          lack(t.value(), voters(VoteType.PRECOMMIT, t.round(), t.value()));
      case Threshold.PolkaNil t -> {}
      case Threshold.PolkaAny t -> {}
      case Threshold.PrecommitAny t -> {}
      case Threshold.Skip t -> {}
    }
  }

  private void notice(int polkaRound) {
    polkaIsNew |= state.isCurrent(polkaRound);
  }

  private void onPolka(PolkaCertificate certificate) {
    keep(certificate);
    certificate
        .signatures()
        .forEach(s -> count(new SignedVote(certificate.vote(s.validator()), s.signature())));
    notice(certificate.round());
    lack(
        certificate.value(),
        certificate.signatures().stream().map(VoteSignature::validator).toList());
    settle();
  }

  private void keep(PolkaCertificate certificate) {
    List<PolkaCertificate> here = polkas.getOrDefault(certificate.round(), List.of());
    if (here.size() >= Driver.MAX_POLKAS_PER_ROUND
        || here.stream().anyMatch(c -> c.value().equals(certificate.value()))) {
      return;
    }
    List<PolkaCertificate> more = new ArrayList<>(here);
    more.add(certificate);
    polkas = new TreeMap<>(polkas);
    polkas.put(certificate.round(), List.copyOf(more));
  }

  private void onOwn(OwnMessage message) {
    switch (message) {
      case OwnMessage.OfProposal own -> {
        state = state.restored(own.proposal());
        if (now().keeps(own.proposal())) {
          SignedProposal signed =
              new SignedProposal(own.proposal(), own.signature(), polkaFor(own.proposal()));
          proposals = proposals.with(signed, state.round());
        }
      }
      case OwnMessage.OfVote own -> {
        state = state.restored(own.signed().vote());
        count(own.signed());
      }
    }
    settle();
  }

  private Optional<PolkaCertificate> polkaFor(BlockProposal proposal) {
    return proposal.validRound().flatMap(vr -> now().polka(vr, proposal.value()));
  }

  private void onValidated(Hash value, Validity result) {
    validity = new TreeMap<>(validity);
    validity.putIfAbsent(value, result);
  }

  private void onBuilt(int round, Hash value) {
    if (!now().awaits(round)) {
      return;
    }
    awaitingValue = Optional.empty();
    onValidated(value, new Validity.Valid());
    apply(new RoundInput.ProposeValue(value));
    settle();
  }

  private void onElapsed(Timeout timeout) {
    if (acting) {
      apply(new RoundInput.Elapsed(timeout));
      settle();
    }
  }

  private void settle() {
    for (Optional<RoundInput> next = enabled(); next.isPresent(); next = enabled()) {
      apply(next.get());
    }
  }

  private Optional<RoundInput> enabled() {
    Multiplexer.Result result = new Multiplexer(now(), polkaIsNew).evaluate();
    polkaIsNew = false;
    outputs.addAll(result.invalid());
    return result.input();
  }

  private void apply(RoundInput input) {
    switch (state.apply(input)) {
      case RoundState.Transition transition -> {
        state = transition.state();
        transition.outputs().forEach(this::emit);
      }
      case RoundState.Impossible wrong ->
          throw new IllegalStateException("told " + wrong.input() + " in " + wrong.state());
    }
  }

  private void emit(RoundOutput output) {
    switch (output) {
      case RoundOutput.Propose o ->
          outputs.add(new DriverOutput.Propose(o.round(), o.value(), o.validRound(), carried(o)));
      case RoundOutput.GetValue o -> {
        awaitingValue = Optional.of(o.round());
        outputs.add(new DriverOutput.GetValue(o.round()));
      }
      case RoundOutput.Cast o -> emitVote(o);
      case RoundOutput.Arm o -> outputs.add(new DriverOutput.Arm(o.kind(), o.round()));
      case RoundOutput.EnterRound o -> {
        state.valid().ifPresent(v -> show(v.round(), v.value())); // addition (b)
        enter(o.round());
      }
      case RoundOutput.Decide o -> outputs.add(new DriverOutput.Decide(certificate(o)));
    }
  }

  private Optional<PolkaCertificate> carried(RoundOutput.Propose o) {
    return o.validRound().flatMap(vr -> now().polka(vr, o.value())); // addition (a)
  }

  private void emitVote(RoundOutput.Cast o) {
    outputs.add(new DriverOutput.Cast(o.type(), o.round(), o.value()));
    if (o.type() == VoteType.PRECOMMIT && o.round() >= 1) {
      o.value().ifPresent(v -> show(o.round(), v)); // addition (b)
    }
  }

  private void show(int round, Hash value) {
    now().polka(round, value).ifPresent(p -> outputs.add(new DriverOutput.ShowPolka(p)));
  }

  private void enter(int round) {
    boolean mine = setup.self().filter(setup.proposer(round)::equals).isPresent();
    awaitingValue = Optional.empty();
    apply(new RoundInput.NewRound(round, mine));
    outputs.add(new DriverOutput.EnteredRound(round));
    proposals.of(round).forEach(p -> lack(p.proposal().value(), List.of(p.proposal().proposer())));
  }

  private CommitCertificate certificate(RoundOutput.Decide o) {
    return CommitCertificate.of(
        setup.height(),
        o.round(),
        o.value(),
        Driver.signatures(votes.votesFor(VoteType.PRECOMMIT, o.round(), o.value())));
  }

  private void lack(Hash value, List<PublicKey> holders) {
    if (!validity.containsKey(value)) {
      outputs.add(new DriverOutput.MissingValue(value, holders));
    }
  }

  private List<PublicKey> voters(VoteType type, int round, Hash value) {
    return votes.votesFor(type, round, value).stream().map(v -> v.vote().validator()).toList();
  }

  private Driver now() {
    return new Driver(setup, state, votes, proposals, polkas, validity, acting, awaitingValue);
  }
}
