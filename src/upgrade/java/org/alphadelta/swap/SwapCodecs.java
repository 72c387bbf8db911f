package org.alphadelta.swap;

import java.util.List;
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

/** Codecs of stream {@code succession}. */
public final class SwapCodecs {
  public static final List<EventCodec<?>> ALL =
      List.of(
          new EventCodec<>(
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
          new EventCodec<>(
              "succession.activated.1",
              Activated.class,
              Activated.CODEC,
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
          new EventCodec<>(
              "succession.alpha-genesis-verified.1",
              AlphaGenesisVerified.class,
              AlphaGenesisVerified.CODEC,
              e ->
                  "Alpha's new genesis "
                      + e.alpha().brief()
                      + " was rebuilt and is what proposal "
                      + e.proposal().brief()
                      + " expects."),
          new EventCodec<>(
              "succession.alpha-started.1",
              AlphaStarted.class,
              AlphaStarted.CODEC,
              e ->
                  "Alpha of " + e.target() + " runs here; the old chain's files stay as they are."),
          new EventCodec<>(
              "succession.alpha-stable.1",
              AlphaStable.class,
              AlphaStable.CODEC,
              e ->
                  "The new Alpha finalized height "
                      + e.height()
                      + ", block "
                      + e.head().brief()
                      + ": enough for Delta."),
          new EventCodec<>(
              "succession.delta-genesis-verified.1",
              DeltaGenesisVerified.class,
              DeltaGenesisVerified.CODEC,
              e ->
                  "Delta's new genesis "
                      + e.delta().brief()
                      + " is the expected one and names the running Alpha."),
          new EventCodec<>(
              "succession.delta-started.1",
              DeltaStarted.class,
              DeltaStarted.CODEC,
              e -> "Delta of " + e.target() + " runs here."),
          new EventCodec<>(
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
          new EventCodec<>(
              "succession.source-closed.1",
              SourceClosed.class,
              SourceClosed.CODEC,
              e ->
                  "The old Delta closed with block "
                      + e.block().brief()
                      + " at height "
                      + e.height()
                      + "."),
          new EventCodec<>(
              "succession.blocked.1",
              Blocked.class,
              Blocked.CODEC,
              e ->
                  "The upgrade by proposal "
                      + e.proposal().brief()
                      + " is blocked: "
                      + e.obstacle().sentence()
                      + "."),
          new EventCodec<>(
              "succession.handed-over.1",
              HandedOver.class,
              HandedOver.CODEC,
              e -> "All that " + e.target() + " needs lies here; its own build goes on."));

  private SwapCodecs() {}
}
