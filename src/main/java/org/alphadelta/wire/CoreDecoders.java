package org.alphadelta.wire;

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

/**
 * The decoders of core values, each with its cap. They do not know whether what a value claims is
 * true.
 */
public final class CoreDecoders {
  public static final Decoder<Member> MEMBER =
      Decoder.of(
          "member",
          Limits.SMALL_BYTES,
          MemberForm.getDescriptor(),
          MemberForm.parser(),
          CoreForms::member);

  public static final Decoder<Committee> COMMITTEE =
      Decoder.of(
          "committee",
          Limits.COMMITTEE_BYTES,
          CommitteeForm.getDescriptor(),
          CommitteeForm.parser(),
          CoreForms::committee);

  public static final Decoder<ChainId> CHAIN_ID =
      Decoder.of(
          "chain id",
          Limits.SMALL_BYTES,
          ChainIdForm.getDescriptor(),
          ChainIdForm.parser(),
          CoreForms::chainId);

  public static final Decoder<Anchor> ANCHOR =
      Decoder.of(
          "anchor",
          Limits.SMALL_BYTES,
          AnchorForm.getDescriptor(),
          AnchorForm.parser(),
          CoreForms::anchor);

  public static final Decoder<GenesisPairId> PAIR_ID =
      Decoder.of(
          "genesis pair id",
          Limits.SMALL_BYTES,
          GenesisPairIdForm.getDescriptor(),
          GenesisPairIdForm.parser(),
          CoreForms::pairId);

  public static final Decoder<ChainParameters> CHAIN_PARAMETERS =
      Decoder.of(
          "chain parameters",
          Limits.SMALL_BYTES,
          ChainParametersForm.getDescriptor(),
          ChainParametersForm.parser(),
          CoreForms::parameters);

  public static final Decoder<GenesisHeader> GENESIS_HEADER =
      Decoder.of(
          "genesis header",
          Limits.SMALL_BYTES,
          GenesisHeaderForm.getDescriptor(),
          GenesisHeaderForm.parser(),
          CoreForms::genesisHeader);

  public static final Decoder<Header> HEADER =
      Decoder.of(
          "block header",
          Limits.SMALL_BYTES,
          HeaderForm.getDescriptor(),
          HeaderForm.parser(),
          CoreForms::header);

  private CoreDecoders() {}
}
