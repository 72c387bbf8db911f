package org.alphadelta.wire;

import java.util.Optional;
import org.alphadelta.core.Anchor;
import org.alphadelta.core.ChainId;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.Committee;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Header;
import org.alphadelta.core.Member;
import org.alphadelta.wire.proto.AnchorForm;
import org.alphadelta.wire.proto.ChainIdForm;
import org.alphadelta.wire.proto.ChainParametersForm;
import org.alphadelta.wire.proto.CommitteeForm;
import org.alphadelta.wire.proto.GenesisHeaderForm;
import org.alphadelta.wire.proto.GenesisPairIdForm;
import org.alphadelta.wire.proto.HeaderForm;
import org.alphadelta.wire.proto.MemberForm;

/** Generated messages to core values; to be called within a {@link Decoder} only. */
public final class CoreForms {
  private CoreForms() {}

  public static Member member(MemberForm form) {
    return new Member(Fields.key(form.getKey()), Fields.role(form.getRole()));
  }

  public static Committee committee(CommitteeForm form) {
    return Committee.of(form.getMembersList().stream().map(CoreForms::member).toList());
  }

  public static ChainId chainId(ChainIdForm form) {
    return new ChainId(
        Fields.network(form.getNetwork()),
        Fields.uint32(form.getGeneration()),
        Fields.kind(form.getKind()),
        Fields.hash(form.getGenesis()));
  }

  public static Anchor anchor(AnchorForm form) {
    return new Anchor(Fields.uint64(form.getHeight()), Fields.hash(form.getHash()));
  }

  public static GenesisPairId pairId(GenesisPairIdForm form) {
    return new GenesisPairId(
        Fields.network(form.getNetwork()),
        Fields.uint32(form.getGeneration()),
        Fields.hash(form.getAlpha()),
        Fields.hash(form.getDelta()));
  }

  public static ChainParameters parameters(ChainParametersForm form) {
    return new ChainParameters(
        Fields.uint64(form.getBlockIntervalMillis()),
        Fields.uint64(form.getVotingPeriod()),
        Fields.uint64(form.getNotice()),
        Fields.uint64(form.getFreeze()),
        Fields.uint64(form.getHorizon()),
        Fields.uint64(form.getResubmissionPause()),
        Fields.uint64(form.getTransferFee()));
  }

  public static GenesisHeader genesisHeader(GenesisHeaderForm form) {
    return new GenesisHeader(
        Fields.network(form.getNetwork()),
        Fields.uint32(form.getGeneration()),
        Fields.kind(form.getKind()),
        Fields.optionalHash(form.getPredecessor()),
        Fields.hash(form.getParameters()),
        Fields.hash(form.getCommittee()),
        Fields.hash(form.getStateRoot()),
        Fields.uint64(form.getDeltaMinAlphaBlocks()),
        form.hasAnchor() ? Optional.of(anchor(form.getAnchor())) : Optional.empty());
  }

  public static Header header(HeaderForm form) {
    return new Header(
        chainId(form.getChain()),
        Fields.uint64(form.getHeight()),
        Fields.uint64(form.getTimeMillis()),
        Fields.hash(form.getPrevious()),
        Fields.hash(form.getTransactionRoot()),
        Fields.hash(form.getStateRoot()),
        Fields.hash(form.getCommittee()),
        Fields.hash(form.getNextCommittee()),
        Fields.key(form.getProposer()),
        Fields.optionalHash(form.getUpgrade()),
        form.hasAnchor() ? Optional.of(anchor(form.getAnchor())) : Optional.empty());
  }
}
