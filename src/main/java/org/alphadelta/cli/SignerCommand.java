package org.alphadelta.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.alphadelta.config.Home;
import org.alphadelta.consensus.Position;
import org.alphadelta.consensus.SignRecord;
import org.alphadelta.consensus.SigningStep;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.GenesisPairId;
import org.alphadelta.core.Hash;
import org.alphadelta.store.ChainPointer;
import org.alphadelta.store.FileDisk;
import org.alphadelta.store.FileSignState;
import org.alphadelta.store.HomeLayout;
import org.alphadelta.store.HomeLock;
import org.alphadelta.store.SigningFolder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code adn signer}: shows what the keys of a home have signed, and raises the watermark below
 * which they never sign again. It signs nothing and lowers nothing.
 */
@Command(
    name = "signer",
    description =
        "Look at what a validator has signed; raise the watermark below which it never signs.",
    footer = {"Examples:", "  adn signer status --home node1", ""})
final class SignerCommand extends Group {
  private SignerCommand() {}

  static CommandLine tree(CliContext context) {
    return new CommandLine(new SignerCommand())
        .addSubcommand(new Status(context.shell()))
        .addSubcommand(
            new CommandLine(new Watermark())
                .addSubcommand(new Show(context.shell()))
                .addSubcommand(new Raise(context.shell())));
  }

  /** The entries that exist, and those that should exist and do not. */
  private static List<SigningFolder.Entry> seen(HomeLayout layout) {
    SigningFolder folder = new SigningFolder(layout);
    return Stream.concat(folder.entries().stream(), folder.lacking().stream()).toList();
  }

  @Command(
      name = "status",
      description =
          "Show the last signature, the mark and the attestations of every key and chain; a running"
              + " node is not disturbed.",
      footer = {
        "Examples:",
        "  adn signer status --home node1",
        "  adn signer status --home node1 -o json",
        ""
      })
  static final class Status extends AdnCommand {
    @Mixin private final HomeOption home = new HomeOption();

    Status(Shell shell) {
      super(shell);
    }

    @Override
    protected int run() {
      HomeLayout layout = HomeFiles.layout(home.existing());
      SigningReport report = new SigningReport(seen(layout));
      print(report.text(), report.json());
      return report.anyDamage() ? ExitCodes.SAFETY_STOP : ExitCodes.DONE;
    }
  }

  /** {@code adn signer watermark}. */
  @Command(
      name = "watermark",
      description = "The place in height, round and step up to which a key signs nothing any more.",
      footer = {"Examples:", "  adn signer watermark show --home node1", ""})
  static final class Watermark extends Group {}

  @Command(
      name = "show",
      description = "Show the watermark of every key and chain, or of one chain.",
      footer = {
        "Examples:",
        "  adn signer watermark show --home node1",
        "  adn signer watermark show --home node1 --chain delta -o json",
        ""
      })
  static final class Show extends AdnCommand {
    @Mixin private final HomeOption home = new HomeOption();

    @Option(
        names = "--chain",
        paramLabel = "alpha|delta",
        description = "Of this kind of chain alone.")
    private Optional<ChainKind> chain = Optional.empty();

    @Option(
        names = "--genesis",
        paramLabel = "HASH",
        description = "Of the chain with this genesis hash alone.")
    private Optional<Hash> genesis = Optional.empty();

    Show(Shell shell) {
      super(shell);
    }

    @Override
    protected int run() {
      HomeLayout layout = HomeFiles.layout(home.existing());
      List<SigningFolder.Entry> entries = seen(layout).stream().filter(this::wanted).toList();
      StringBuilder text = new StringBuilder();
      for (SigningFolder.Entry entry : entries) {
        switch (entry) {
          case SigningFolder.State(var path, SignRecord record) ->
              text.append(record.chain())
                  .append("  ")
                  .append(SigningReport.position(record.watermark()))
                  .append('\n');
          case SigningFolder.Attested attested -> {}
          case SigningFolder.Damaged(var path, String reason) ->
              text.append("damaged  ").append(reason).append('\n');
        }
      }
      SigningReport report = new SigningReport(entries);
      print(text.isEmpty() ? "no watermark" : text.toString().stripTrailing(), report.json());
      return report.anyDamage() ? ExitCodes.SAFETY_STOP : ExitCodes.DONE;
    }

    private boolean wanted(SigningFolder.Entry entry) {
      return switch (entry) {
        case SigningFolder.State(var path, SignRecord record) ->
            chain.filter(kind -> kind != record.chain().kind()).isEmpty()
                && genesis.filter(hash -> !hash.equals(record.chain().genesis())).isEmpty();
        case SigningFolder.Attested attested -> false;
        case SigningFolder.Damaged damaged -> true;
      };
    }
  }

  @Command(
      name = "raise",
      description =
          "Raise the watermark of a chain, for good: it is never lowered. The node must be"
              + " stopped.",
      footer = {
        "Examples:",
        "  adn signer watermark raise --home node1 --chain alpha --height 120000 --yes",
        "  adn signer watermark raise --home node1 --chain delta --height 9000 --round 2 --step"
            + " prevote --yes",
        ""
      })
  static final class Raise extends AdnCommand {
    @Mixin private final HomeOption home = new HomeOption();

    @Option(
        names = "--chain",
        required = true,
        paramLabel = "alpha|delta",
        description = "Kind of the chain.")
    private ChainKind chain = ChainKind.ALPHA;

    @Option(
        names = "--genesis",
        paramLabel = "HASH",
        description = "Genesis hash of the chain (default: the chain this home runs).")
    private Optional<Hash> genesis = Optional.empty();

    @Option(
        names = "--height",
        required = true,
        paramLabel = "HEIGHT",
        description = "Nothing below this height is signed any more.")
    private long height;

    @Option(
        names = "--round",
        paramLabel = "ROUND",
        description = "Up to this round of that height (default: every round).")
    private Optional<Integer> round = Optional.empty();

    @Option(
        names = "--step",
        paramLabel = "STEP",
        description =
            "Up to this step of that round: proposal, prevote or precommit (default: precommit).")
    private Optional<String> step = Optional.empty();

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    Raise(Shell shell) {
      super(shell);
    }

    @Override
    protected int run() throws IOException {
      Home existing = home.existing();
      HomeLayout layout = HomeFiles.layout(existing);
      Position raised = position();
      try (HomeLock lock = HomeFiles.lock(existing)) {
        SignRecord before = record(layout);
        if (raised.compareTo(before.watermark()) <= 0) {
          throw CommandFailure.no(
              "watermark of " + before.chain(),
              SigningReport.position(raised),
              "above " + SigningReport.position(before.watermark()));
        }
        shell()
            .confirm(
                "The key "
                    + before.key().brief()
                    + " will sign nothing up to "
                    + SigningReport.position(raised)
                    + " of "
                    + before.chain()
                    + " any more. This cannot be undone; a validator that others need to agree is"
                    + " then missing there.",
                yes);
        FileSignState state =
            new FileSignState(new FileDisk(), layout, before.chain(), before.key());
        try {
          SignRecord after = state.change(record -> record.raisedTo(raised));
          print(
              after.chain() + "  " + SigningReport.position(after.watermark()),
              SigningReport.json(after));
        } finally {
          state.close();
        }
      }
      return ExitCodes.DONE;
    }

    private Position position() {
      if (height < 1) {
        throw CommandFailure.usage("--height", String.valueOf(height), "1 or more");
      }
      if (step.isPresent() && round.isEmpty()) {
        throw CommandFailure.usage("--step", step.get() + " without --round", "a round too");
      }
      int inRound = round.orElse(Integer.MAX_VALUE);
      if (inRound < 0) {
        throw CommandFailure.usage("--round", String.valueOf(inRound), "0 or more");
      }
      String named = step.orElse("precommit");
      SigningStep signed =
          SigningStep.ofLabel(named.toLowerCase(Locale.ROOT))
              .filter(s -> s != SigningStep.NONE)
              .orElseThrow(
                  () -> CommandFailure.usage("--step", named, "proposal, prevote or precommit"));
      return new Position(height, inRound, signed);
    }

    private SignRecord record(HomeLayout layout) {
      Optional<Hash> wanted =
          genesis.or(
              () ->
                  new ChainPointer(new FileDisk(), layout)
                      .read()
                      .map((GenesisPairId pair) -> pair.hash(chain)));
      List<SignRecord> found =
          new SigningFolder(layout)
              .entries().stream()
                  .flatMap(Raise::records)
                  .filter(record -> record.chain().kind() == chain)
                  .filter(
                      record ->
                          wanted.filter(hash -> !hash.equals(record.chain().genesis())).isEmpty())
                  .toList();
      if (found.size() != 1) {
        throw CommandFailure.no(
            layout.signing().toString(),
            found.size()
                + " sign-states of "
                + wanted.map(hash -> chain + " " + hash.brief()).orElse(chain.label()),
            "exactly one; --genesis says of which chain");
      }
      return found.get(0);
    }

    private static Stream<SignRecord> records(SigningFolder.Entry entry) {
      return switch (entry) {
        case SigningFolder.State(var path, SignRecord record) -> Stream.of(record);
        case SigningFolder.Attested attested -> Stream.empty();
        case SigningFolder.Damaged(var path, String reason) ->
            throw new CommandFailure(ExitCodes.SAFETY_STOP, "safety stop: " + reason);
      };
    }
  }
}
