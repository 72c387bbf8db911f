package org.alphadelta.swap;

import org.alphadelta.core.Canonical;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.genesis.UpgradeCertificate;

/** What happened on the way from a source chain to its successor. Stream {@code succession}. */
public sealed interface ChainSwapEvent extends Canonical {
  Hash proposal();

  /**
   * Both genesis blocks were rebuilt and are the expected ones; the disk takes what the upgrade
   * will write.
   */
  record Preflighted(
      Hash proposal, GenesisPairId source, GenesisPairId target, long activationHeight)
      implements ChainSwapEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, proposal).message(2, source).message(3, target).uint(4, activationHeight);
    }
  }

  /**
   * Alpha of {@code source} approved the proposal in {@code block} at {@code height}, as the
   * certificate proves.
   */
  record Activated(
      Hash proposal, GenesisPairId source, long height, Hash block, UpgradeCertificate certificate)
      implements ChainSwapEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, proposal)
          .message(2, source)
          .uint(3, height)
          .hash(4, block)
          .message(5, certificate);
    }
  }

  /** Alpha's genesis, rebuilt after activation, is the expected one; so was Delta's beside it. */
  record AlphaGenesisVerified(Hash proposal, Hash alpha) implements ChainSwapEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, proposal).hash(2, alpha);
    }
  }

  /**
   * Sign-state, attestation, chain directory and pointer of the new pair are durable: its Alpha
   * runs.
   */
  record AlphaStarted(Hash proposal, GenesisPairId target) implements ChainSwapEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, proposal).message(2, target);
    }
  }

  /** The new Alpha has finalized as many blocks as Delta's genesis demands. */
  record AlphaStable(Hash proposal, long height, Hash head) implements ChainSwapEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, proposal).uint(2, height).hash(3, head);
    }
  }

  /** Delta's stored genesis is the expected one and names the running Alpha. */
  record DeltaGenesisVerified(Hash proposal, Hash delta) implements ChainSwapEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, proposal).hash(2, delta);
    }
  }

  record DeltaStarted(Hash proposal, GenesisPairId target) implements ChainSwapEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, proposal).message(2, target);
    }
  }

  /** The new Delta has executed a block. */
  record Completed(Hash proposal, long height, Hash block) implements ChainSwapEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, proposal).uint(2, height).hash(3, block);
    }
  }

  /**
   * The source's closing Delta block is final on this machine: the source asks nothing more of this
   * validator.
   */
  record SourceClosed(Hash proposal, long height, Hash block) implements ChainSwapEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, proposal).uint(2, height).hash(3, block);
    }
  }

  /** The upgrade waits for its operator. Undone by the next step that succeeds. */
  record Blocked(
      Hash proposal,
      GenesisPairId source,
      GenesisPairId target,
      long activationHeight,
      Obstacle obstacle)
      implements ChainSwapEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, proposal)
          .message(2, source)
          .message(3, target)
          .uint(4, activationHeight)
          .message(5, obstacle);
    }
  }

  /** The target is another build's: all it needs lies here. */
  record HandedOver(Hash proposal, GenesisPairId target) implements ChainSwapEvent {
    @Override
    public void writeTo(CanonicalWriter out) {
      out.hash(1, proposal).message(2, target);
    }
  }
}
