package org.alphadelta.swap;

import com.google.protobuf.ByteString;
import java.util.List;
import org.alphadelta.core.Hash;
import org.alphadelta.journal.EventCodec;
import org.alphadelta.swap.ChainSwapEvent.Activated;
import org.alphadelta.swap.ChainSwapEvent.AlphaGenesisVerified;
import org.alphadelta.swap.ChainSwapEvent.AlphaStable;
import org.alphadelta.swap.ChainSwapEvent.AlphaStarted;
import org.alphadelta.swap.ChainSwapEvent.Blocked;
import org.alphadelta.swap.ChainSwapEvent.Completed;
import org.alphadelta.swap.ChainSwapEvent.DeltaGenesisVerified;
import org.alphadelta.swap.ChainSwapEvent.DeltaStarted;
import org.alphadelta.swap.ChainSwapEvent.HandedOver;
import org.alphadelta.swap.ChainSwapEvent.Preflighted;
import org.alphadelta.swap.ChainSwapEvent.SourceClosed;
import org.alphadelta.swap.proto.ActivatedForm;
import org.alphadelta.wire.CoreForms;
import org.alphadelta.wire.Decoder;
import org.alphadelta.wire.Fields;
import org.alphadelta.wire.GenesisForms;
import org.alphadelta.wire.Limits;

/** The codecs of stream {@code succession}. They do not judge what happened. */
public final class SwapCodecs {
  public static final List<EventCodec<?>> ALL =
      List.of(
          EventCodec.of(
              "succession.preflighted.1",
              Preflighted.class,
              Preflighted.CODEC,
              e ->
                  "Both genesis blocks of proposal "
                      + e.proposal().brief()
                      + " were rebuilt here and are the expected ones: "
                      + e.target()
                      + ", due at height "
                      + e.activationHeight()
                      + "."),
          EventCodec.of(
              "succession.activated.1",
              Activated.class,
              Decoder.of(
                  "activated",
                  Limits.UPGRADE_CERTIFICATE_BYTES + Limits.SMALL_BYTES,
                  ActivatedForm.getDescriptor(),
                  ActivatedForm.parser(),
                  f ->
                      new Activated(
                          hash(f.getProposal()),
                          CoreForms.pairId(f.getSource()),
                          Fields.uint64(f.getHeight()),
                          hash(f.getBlock()),
                          GenesisForms.upgradeCertificate(f.getCertificate()))),
              e ->
                  "Block "
                      + e.block().brief()
                      + " at height "
                      + e.height()
                      + " of "
                      + e.source()
                      + " activated proposal "
                      + e.proposal().brief()
                      + ", proven by a certificate with "
                      + e.certificate().yesVotes().size()
                      + " YES votes."),
          EventCodec.of(
              "succession.alpha-genesis-verified.1",
              AlphaGenesisVerified.class,
              AlphaGenesisVerified.CODEC,
              e ->
                  "Alpha's new genesis "
                      + e.alpha().brief()
                      + " was rebuilt and is what proposal "
                      + e.proposal().brief()
                      + " expects."),
          EventCodec.of(
              "succession.alpha-started.1",
              AlphaStarted.class,
              AlphaStarted.CODEC,
              e ->
                  "Alpha of " + e.target() + " runs here; the old chain's files stay as they are."),
          EventCodec.of(
              "succession.alpha-stable.1",
              AlphaStable.class,
              AlphaStable.CODEC,
              e ->
                  "The new Alpha finalized height "
                      + e.height()
                      + ", block "
                      + e.head().brief()
                      + ": enough for Delta."),
          EventCodec.of(
              "succession.delta-genesis-verified.1",
              DeltaGenesisVerified.class,
              DeltaGenesisVerified.CODEC,
              e ->
                  "Delta's new genesis "
                      + e.delta().brief()
                      + " is the expected one and names the running Alpha."),
          EventCodec.of(
              "succession.delta-started.1",
              DeltaStarted.class,
              DeltaStarted.CODEC,
              e -> "Delta of " + e.target() + " runs here."),
          EventCodec.of(
              "succession.completed.1",
              Completed.class,
              Completed.CODEC,
              e ->
                  "The new Delta executed height "
                      + e.height()
                      + ", block "
                      + e.block().brief()
                      + ": proposal "
                      + e.proposal().brief()
                      + " is carried out."),
          EventCodec.of(
              "succession.source-closed.1",
              SourceClosed.class,
              SourceClosed.CODEC,
              e ->
                  "The old Delta closed with block "
                      + e.block().brief()
                      + " at height "
                      + e.height()
                      + "."),
          EventCodec.of(
              "succession.blocked.1",
              Blocked.class,
              Blocked.CODEC,
              e ->
                  "The upgrade by proposal "
                      + e.proposal().brief()
                      + " is blocked: "
                      + e.obstacle().sentence()
                      + "."),
          EventCodec.of(
              "succession.handed-over.1",
              HandedOver.class,
              HandedOver.CODEC,
              e -> "All that " + e.target() + " needs lies here; its own build goes on."));

  private SwapCodecs() {}

  private static Hash hash(ByteString bytes) {
    return Fields.hash(bytes);
  }
}
