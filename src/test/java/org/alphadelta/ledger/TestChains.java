package org.alphadelta.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphadelta.consensus.CommitCertificate;
import org.alphadelta.consensus.Vote;
import org.alphadelta.consensus.VoteSignature;
import org.alphadelta.consensus.VoteType;
import org.alphadelta.core.Anchor;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.core.PublicKey;
import org.alphadelta.core.Quorum;
import org.alphadelta.core.Sha256;
import org.alphadelta.core.SignatureVerifier;
import org.alphadelta.crypto.Ed25519;
import org.alphadelta.crypto.KeyPair;
import org.alphadelta.governance.Actors;
import org.alphadelta.governance.Ballot;
import org.alphadelta.governance.ProposalTerms;

/**
 * Alpha and Delta of one generation in memory, with every key at hand: blocks are built, certified
 * and applied at once.
 */
public final class TestChains {
  public static final SignatureVerifier VERIFIER = Ed25519.verifier();

  /** Voting 5, notice 8, freeze 2, horizon 100, pause 3, fee 1. */
  public static final ChainParameters PARAMETERS = new ChainParameters(400, 5, 8, 2, 100, 3, 1);

  public static final long START_BALANCE = 1000;

  public final List<CertifiedBlock> alphaBlocks = new ArrayList<>();
  public final List<CertifiedBlock> deltaBlocks = new ArrayList<>();
  public final List<ChainHead> alphaHeads = new ArrayList<>();
  public ChainHead alpha;
  public ChainHead delta;
  public final View view = new View();

  /** Alpha's executed blocks as a list. */
  public static final class View implements AlphaView {
    private final List<AlphaBlock> blocks = new ArrayList<>();

    @Override
    public Optional<AlphaBlock> at(long height) {
      return height < 0 || height >= blocks.size()
          ? Optional.empty()
          : Optional.of(blocks.get((int) height));
    }

    @Override
    public AlphaBlock newest() {
      return blocks.get(blocks.size() - 1);
    }

    @Override
    public OptionalLong activation() {
      return blocks.stream()
          .filter(b -> b.upgrade().isPresent())
          .mapToLong(AlphaBlock::height)
          .findFirst();
    }
  }

  public TestChains(Committee committee, long deltaMin) {
    this(origins(committee, deltaMin));
  }

  public TestChains(List<ChainOrigin> origins) {
    alpha = ChainHead.genesis(origins.get(0));
    delta = ChainHead.genesis(origins.get(1));
    alphaHeads.add(alpha);
    view.blocks.add(new AlphaBlock(0, alpha.hash(), alpha.origin().founders(), Optional.empty()));
  }

  /** Alpha's and Delta's origin for testnet g0, everybody with {@link #START_BALANCE}. */
  public static List<ChainOrigin> origins(Committee committee, long deltaMin) {
    SortedMap<PublicKey, Account> accounts = new TreeMap<>();
    committee.keys().forEach(k -> accounts.put(k, new Account(START_BALANCE, 0)));
    ChainState alphaState = ChainState.of(NetworkId.TESTNET, ChainKind.ALPHA, accounts);
    ChainState deltaState = ChainState.of(NetworkId.TESTNET, ChainKind.DELTA, accounts);
    GenesisHeader alpha =
        header(ChainKind.ALPHA, committee, alphaState, deltaMin, Optional.empty());
    GenesisHeader delta =
        header(
            ChainKind.DELTA,
            committee,
            deltaState,
            deltaMin,
            Optional.of(new Anchor(0, alpha.hash())));
    return List.of(
        new ChainOrigin(alpha, PARAMETERS, committee, alphaState),
        new ChainOrigin(delta, PARAMETERS, committee, deltaState));
  }

  private static GenesisHeader header(
      ChainKind kind,
      Committee committee,
      ChainState state,
      long deltaMin,
      Optional<Anchor> anchor) {
    return new GenesisHeader(
        NetworkId.TESTNET,
        0,
        kind,
        Optional.empty(),
        Sha256.plain(Bytes.utf8("parameters")),
        committee.hash(),
        state.root(),
        deltaMin,
        anchor);
  }

  /**
   * The next block of Alpha, by its first member, with these transactions, all of which must fit.
   */
  public CertifiedBlock alphaBlock(SignedTransaction... transactions) {
    CertifiedBlock block = certify(alpha, build(alpha, transactions));
    acceptAlpha(block);
    return block;
  }

  public void acceptAlpha(CertifiedBlock block) {
    LedgerStep step = Ledger.apply(alpha, block, view, VERIFIER);
    assertThat(step).isInstanceOf(LedgerStep.Applied.class);
    LedgerStep.Applied applied = (LedgerStep.Applied) step;
    alpha = applied.head();
    alphaBlocks.add(block);
    alphaHeads.add(alpha);
    view.blocks.add(
        new AlphaBlock(
            alpha.height(), alpha.hash(), alpha.committee(), applied.executed().upgrade()));
  }

  public CertifiedBlock deltaBlock(SignedTransaction... transactions) {
    CertifiedBlock block = certify(delta, build(delta, transactions));
    acceptDelta(block);
    return block;
  }

  public void acceptDelta(CertifiedBlock block) {
    LedgerStep step = Ledger.apply(delta, block, view, VERIFIER);
    assertThat(step).isInstanceOf(LedgerStep.Applied.class);
    delta = ((LedgerStep.Applied) step).head();
    deltaBlocks.add(block);
  }

  public Block build(ChainHead head, SignedTransaction... transactions) {
    BuiltBlock built =
        BlockBuilder.build(
            head,
            view,
            head.committee().keys().get(0),
            1000 + head.height() * 400,
            List.of(transactions),
            VERIFIER);
    assertThat(built).isInstanceOf(BuiltBlock.Built.class);
    Selection selection = ((BuiltBlock.Built) built).selection();
    assertThat(selection.refused()).isEmpty();
    return ((BuiltBlock.Built) built).block();
  }

  public void alphaTo(long height) {
    while (alpha.height() < height) {
      alphaBlock();
    }
  }

  /** A certificate of the least quorum of the head's committee. */
  public static CertifiedBlock certify(ChainHead head, Block block) {
    int quorum = (int) Quorum.agreementNeeded(head.committee().size());
    return certify(head.chain(), block, head.committee().keys().subList(0, quorum));
  }

  public static CertifiedBlock certify(ChainId chain, Block block, List<PublicKey> signers) {
    return new CertifiedBlock(block, commit(chain, block.height(), 0, block.hash(), signers));
  }

  public static CommitCertificate commit(
      ChainId chain, long height, int round, Hash value, List<PublicKey> signers) {
    return CommitCertificate.of(
        height,
        round,
        value,
        signers.stream()
            .map(
                key -> {
                  Vote vote = new Vote(VoteType.PRECOMMIT, height, round, Optional.of(value), key);
                  return new VoteSignature(key, Actors.pair(key).sign(vote.signingBytes(chain)));
                })
            .toList());
  }

  /** A transaction with the sender's next sequence number on the head's state. */
  public static SignedTransaction sign(ChainHead head, KeyPair sender, Payload payload) {
    return sign(
        head.chain(), sender, head.state().account(sender.publicKey()).nextSequence(), payload);
  }

  public static SignedTransaction sign(
      ChainId chain, KeyPair sender, long sequence, Payload payload) {
    return SignedTransaction.sign(
        new Transaction(chain, sender.publicKey(), sequence, payload), sender);
  }

  public static Payload pay(PublicKey to, long amount) {
    return new Payload.TransferPublic(to, amount);
  }

  /**
   * Proposes the terms as validator 1 in the next block, lets these validators vote Yes in the one
   * after, and goes on to the block of the activation height.
   */
  public Hash upgrade(ProposalTerms terms, List<Integer> yes) {
    SignedTransaction submit = sign(alpha, Actors.pair(1), new Payload.SubmitProposal(terms));
    alphaBlock(submit);
    Hash id = terms.id(alpha.chain(), Actors.v(1), submit.transaction().sequence());
    alphaBlock(
        yes.stream()
            .map(i -> sign(alpha, Actors.pair(i), new Payload.CastVote(id, Ballot.YES)))
            .toArray(SignedTransaction[]::new));
    alphaTo(terms.activationHeight());
    return id;
  }
}
