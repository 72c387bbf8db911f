package org.alphadelta.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.store.ChainDirectory;
import org.alphadelta.store.ChainPointer;
import org.alphadelta.store.FileDisk;
import org.alphadelta.store.HomeLayout;
import org.alphadelta.store.StoreDamage;

/** Waits for the new chains of the Yes voters, and checks them over REST and in the homes. */
final class SwapStep {
  private static final String STEP = "swap";
  private static final long DELTA_BLOCKS = 2;
  private static final String DONE = "completed";

  private final RunContext run;
  private final BootstrappedNetwork network;
  private final VoteStep.Voted voted;
  private final List<Participant> leavers;

  SwapStep(RunContext run, BootstrappedNetwork network, VoteStep.Voted voted) {
    this.run = run;
    this.network = network;
    this.voted = voted;
    this.leavers = network.leavers();
  }

  void run() {
    long least = run.plan().numbers().deltaMinAlphaBlocks();
    long alpha = least + 1;
    run.begin(
        STEP,
        "wait until v1, v2, v3 and v5 have Alpha block "
            + alpha
            + " and Delta block "
            + DELTA_BLOCKS
            + " of generation 1");
    Watch watch = run.watch(network.founders());
    watch.untilTrue(
        STEP, "blocks on both new chains", round -> round.reached(leavers, 1, alpha, DELTA_BLOCKS));
    watch.untilTrue(
        STEP,
        "upgrade step '" + DONE + "' at all who voted Yes",
        round -> leavers.stream().allMatch(p -> step(round, p).equals(DONE)));
    for (Participant leaver : leavers) {
      JsonNode hashes = AgreementStep.demand(leaver, "/network/genesis/hash");
      run.runLog()
          .check(
              Assertions.genesis(
                  "swap.genesis." + leaver.name(),
                  hashes,
                  1,
                  network.second().alpha(),
                  network.second().delta()));
      run.runLog()
          .check(
              kept(
                  leaver,
                  id(1, network.second()),
                  List.of(id(0, network.first()), id(1, network.second()))));
    }
    Participant stayer = network.of(Validators.stayer());
    run.runLog().check(kept(stayer, id(0, network.first()), List.of(id(0, network.first()))));
    AgreementStep.sameBlock(run, STEP, leavers, ChainKind.ALPHA, alpha);
    AgreementStep.sameBlock(run, STEP, leavers, ChainKind.DELTA, DELTA_BLOCKS);
    linked(least);
    stayed(watch, stayer);
  }

  private void linked(long least) {
    Participant asked = run.one(leavers);
    JsonNode genesis = AgreementStep.demand(asked, "/network/genesis");
    run.runLog().check(Assertions.crossReferences(genesis, network.first().alpha()));
    JsonNode firstDelta = AgreementStep.demand(asked, "/network/delta/block/1");
    JsonNode anchored =
        AgreementStep.demand(
            asked, "/network/alpha/block/" + Math.max(1, Assertions.anchor(firstDelta)));
    run.runLog().check(Assertions.gate(firstDelta, anchored, least));
    run.runLog().check(Assertions.certified("swap.certificate", firstDelta, network.committee(1)));
  }

  /** The old chain still makes blocks while the others run the new one. */
  private void stayed(Watch watch, Participant stayer) {
    Round before = watch.now();
    long alpha = before.height(stayer.name(), 0, ChainKind.ALPHA);
    long delta = before.height(stayer.name(), 0, ChainKind.DELTA);
    watch.untilTrue(
        STEP,
        "further blocks at v4",
        round -> round.reached(List.of(stayer), 0, alpha + 1, delta + 1));
    run.runLog()
        .check(
            new Check(
                "swap.minority",
                true,
                "v4 alone went on from Alpha "
                    + alpha
                    + " and Delta "
                    + delta
                    + " of generation 0"));
  }

  private String step(Round round, Participant participant) {
    return round
        .of(participant.name())
        .map(s -> s.path("upgrade"))
        .filter(u -> Assertions.text(u, "proposal_id").equals(voted.proposal()))
        .map(u -> Assertions.text(u, "step"))
        .orElse("");
  }

  private static GenesisPairId id(int generation, BootstrappedNetwork.Pair pair) {
    return new GenesisPairId(
        NetworkId.TESTNET, generation, Hash.ofHex(pair.alpha()), Hash.ofHex(pair.delta()));
  }

  /** Whether the genesis in a chain's directory exists and is undamaged. */
  private static boolean sound(ChainDirectory directory) {
    try {
      return directory.genesis().isPresent();
    } catch (StoreDamage damage) {
      return false;
    }
  }

  /** The home points at one pair and still has the directories of all, each with its genesis. */
  private static Check kept(
      Participant participant, GenesisPairId current, List<GenesisPairId> pairs) {
    FileDisk disk = new FileDisk();
    HomeLayout layout = new HomeLayout(participant.home());
    Optional<GenesisPairId> pointer = new ChainPointer(disk, layout).read();
    Set<String> missing = new TreeSet<>();
    for (GenesisPairId pair : pairs) {
      boolean sound = sound(new ChainDirectory(disk, layout, pair));
      for (ChainKind kind : ChainKind.values()) {
        Path blocks = layout.blocks(pair, kind);
        if (!sound || !blocks.toFile().isDirectory()) {
          missing.add(pair.directory() + "/" + kind.label());
        }
      }
    }
    boolean ok = pointer.equals(Optional.of(current)) && missing.isEmpty();
    return Check.of(
        "swap.files." + participant.name(),
        ok,
        ok
            ? "runs "
                + current.directory()
                + ", keeps "
                + pairs.stream().map(GenesisPairId::directory).toList()
            : "pointer "
                + pointer.map(GenesisPairId::directory).orElse("none")
                + ", without "
                + missing,
        "pointer " + current.directory() + " and the chains of all its generations");
  }
}
