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
import org.alphadelta.swap.proto.AlphaGenesisVerifiedForm;
import org.alphadelta.swap.proto.AlphaStableForm;
import org.alphadelta.swap.proto.AlphaStartedForm;
import org.alphadelta.swap.proto.BlockedForm;
import org.alphadelta.swap.proto.CompletedForm;
import org.alphadelta.swap.proto.DeltaGenesisVerifiedForm;
import org.alphadelta.swap.proto.DeltaStartedForm;
import org.alphadelta.swap.proto.HandedOverForm;
import org.alphadelta.swap.proto.ObstacleForm;
import org.alphadelta.swap.proto.PreflightedForm;
import org.alphadelta.swap.proto.SourceClosedForm;
import org.alphadelta.wire.CoreForms;
import org.alphadelta.wire.Decoder;
import org.alphadelta.wire.Fields;
import org.alphadelta.wire.GenesisForms;
import org.alphadelta.wire.Limits;

/** The codecs of stream {@code succession}. They do not judge what happened. */
public final class SwapCodecs {
  /** A blocked event holds three texts of at most 500 characters. */
  private static final int BLOCKED_BYTES = 8 * Limits.SMALL_BYTES;

  public static final List<EventCodec<?>> ALL =
      List.of(
          EventCodec.of(
              "succession.preflighted.1",
              Preflighted.class,
              Decoder.of(
                  "preflighted",
                  Limits.SMALL_BYTES,
                  PreflightedForm.getDescriptor(),
                  PreflightedForm.parser(),
                  f ->
                      new Preflighted(
                          hash(f.getProposal()),
                          CoreForms.pairId(f.getSource()),
                          CoreForms.pairId(f.getTarget()),
                          Fields.uint64(f.getActivationHeight()))),
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
              Decoder.of(
                  "alpha genesis verified",
                  Limits.SMALL_BYTES,
                  AlphaGenesisVerifiedForm.getDescriptor(),
                  AlphaGenesisVerifiedForm.parser(),
                  f -> new AlphaGenesisVerified(hash(f.getProposal()), hash(f.getAlpha()))),
              e ->
                  "Alpha's new genesis "
                      + e.alpha().brief()
                      + " was rebuilt and is what proposal "
                      + e.proposal().brief()
                      + " expects."),
          EventCodec.of(
              "succession.alpha-started.1",
              AlphaStarted.class,
              Decoder.of(
                  "alpha started",
                  Limits.SMALL_BYTES,
                  AlphaStartedForm.getDescriptor(),
                  AlphaStartedForm.parser(),
                  f -> new AlphaStarted(hash(f.getProposal()), CoreForms.pairId(f.getTarget()))),
              e ->
                  "Alpha of " + e.target() + " runs here; the old chain's files stay as they are."),
          EventCodec.of(
              "succession.alpha-stable.1",
              AlphaStable.class,
              Decoder.of(
                  "alpha stable",
                  Limits.SMALL_BYTES,
                  AlphaStableForm.getDescriptor(),
                  AlphaStableForm.parser(),
                  f ->
                      new AlphaStable(
                          hash(f.getProposal()), Fields.uint64(f.getHeight()), hash(f.getHead()))),
              e ->
                  "The new Alpha finalized height "
                      + e.height()
                      + ", block "
                      + e.head().brief()
                      + ": enough for Delta."),
          EventCodec.of(
              "succession.delta-genesis-verified.1",
              DeltaGenesisVerified.class,
              Decoder.of(
                  "delta genesis verified",
                  Limits.SMALL_BYTES,
                  DeltaGenesisVerifiedForm.getDescriptor(),
                  DeltaGenesisVerifiedForm.parser(),
                  f -> new DeltaGenesisVerified(hash(f.getProposal()), hash(f.getDelta()))),
              e ->
                  "Delta's new genesis "
                      + e.delta().brief()
                      + " is the expected one and names the running Alpha."),
          EventCodec.of(
              "succession.delta-started.1",
              DeltaStarted.class,
              Decoder.of(
                  "delta started",
                  Limits.SMALL_BYTES,
                  DeltaStartedForm.getDescriptor(),
                  DeltaStartedForm.parser(),
                  f -> new DeltaStarted(hash(f.getProposal()), CoreForms.pairId(f.getTarget()))),
              e -> "Delta of " + e.target() + " runs here."),
          EventCodec.of(
              "succession.completed.1",
              Completed.class,
              Decoder.of(
                  "completed",
                  Limits.SMALL_BYTES,
                  CompletedForm.getDescriptor(),
                  CompletedForm.parser(),
                  f ->
                      new Completed(
                          hash(f.getProposal()), Fields.uint64(f.getHeight()), hash(f.getBlock()))),
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
              Decoder.of(
                  "source closed",
                  Limits.SMALL_BYTES,
                  SourceClosedForm.getDescriptor(),
                  SourceClosedForm.parser(),
                  f ->
                      new SourceClosed(
                          hash(f.getProposal()), Fields.uint64(f.getHeight()), hash(f.getBlock()))),
              e ->
                  "The old Delta closed with block "
                      + e.block().brief()
                      + " at height "
                      + e.height()
                      + "."),
          EventCodec.of(
              "succession.blocked.1",
              Blocked.class,
              Decoder.of(
                  "blocked",
                  BLOCKED_BYTES,
                  BlockedForm.getDescriptor(),
                  BlockedForm.parser(),
                  f ->
                      new Blocked(
                          hash(f.getProposal()),
                          CoreForms.pairId(f.getSource()),
                          CoreForms.pairId(f.getTarget()),
                          Fields.uint64(f.getActivationHeight()),
                          obstacle(f.getObstacle()))),
              e ->
                  "The upgrade by proposal "
                      + e.proposal().brief()
                      + " is blocked: "
                      + e.obstacle().sentence()
                      + "."),
          EventCodec.of(
              "succession.handed-over.1",
              HandedOver.class,
              Decoder.of(
                  "handed over",
                  Limits.SMALL_BYTES,
                  HandedOverForm.getDescriptor(),
                  HandedOverForm.parser(),
                  f -> new HandedOver(hash(f.getProposal()), CoreForms.pairId(f.getTarget()))),
              e -> "All that " + e.target() + " needs lies here; its own build goes on."));

  private SwapCodecs() {}

  private static Obstacle obstacle(ObstacleForm form) {
    return new Obstacle(
        Fields.named(Obstacle.Kind.ofNumber(form.getKind()), "obstacle", form.getKind()),
        form.getSubject(),
        form.getFound(),
        form.getExpected());
  }

  private static Hash hash(ByteString bytes) {
    return Fields.hash(bytes);
  }
}
