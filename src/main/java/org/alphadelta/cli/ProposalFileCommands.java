package org.alphadelta.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.config.ConfigException;
import org.alphadelta.core.Address;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Committee;
import org.alphadelta.core.Rejection;
import org.alphadelta.genesis.GenesisGenerator;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.GenesisParameters;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.governance.Submission;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Subcommands of {@code adn proposal} that make and check a file of terms. They sign and send
 * nothing.
 */
final class ProposalFileCommands {
  private ProposalFileCommands() {}

  private static ObjectNode json(ProposalTerms terms) {
    ObjectNode json = JsonText.object();
    json.put("source_network", terms.sourceNetwork().label());
    json.put("target_network", terms.targetNetwork().label());
    json.put("target_generation", terms.targetGeneration());
    json.put("activation_height", String.valueOf(terms.activationHeight()));
    json.put("alpha_expected_hash", terms.alphaExpectedHash().hex());
    json.put("alpha_params_hash", terms.alphaParams().toString());
    json.put("delta_expected_hash", terms.deltaExpectedHash().hex());
    json.put("delta_params_hash", terms.deltaParams().toString());
    json.put("delta_min_alpha_blocks", String.valueOf(terms.deltaMinAlphaBlocks()));
    json.put("min_governor_validators", terms.minGovernorValidators());
    json.put("min_public_validators", terms.minPublicValidators());
    json.put("readiness_required", terms.readinessRequired());
    var members = json.putArray("successor");
    terms
        .successor()
        .members()
        .forEach(
            m ->
                members
                    .addObject()
                    .put("address", new Address(terms.targetNetwork(), m.key()).toString())
                    .put("role", m.role().label()));
    return json;
  }

  private static String text(ObjectNode json) {
    List<String> lines = new ArrayList<>();
    json.properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode()) {
                lines.add("%-24s %s".formatted(field.getKey(), field.getValue().asText()));
              }
            });
    json.path("successor")
        .forEach(
            m ->
                lines.add(
                    "%-24s %s %s"
                        .formatted(
                            "successor", m.path("address").asText(), m.path("role").asText())));
    return String.join("\n", lines);
  }

  /**
   * Exit code 3 with the rule of the chain that the terms break. Heights are checked when the
   * chain's is known.
   */
  private static void requirePossible(String what, ProposalTerms terms, SourceChain.Source source) {
    GenesisPair pair = source.pair();
    Committee committee = pair.committee();
    Optional<Rejection> rejection =
        Submission.checkTerms(terms, pair.id().chain(ChainKind.ALPHA), committee);
    if (rejection.isEmpty() && source.height().isPresent()) {
      rejection =
          Submission.checkHeights(
              terms.activationHeight(),
              source.height().getAsLong() + 1,
              pair.alpha().parameters().chain(),
              committee.size());
    }
    rejection.ifPresent(
        r -> {
          throw new CommandFailure(ExitCodes.NO, what + ": " + r.sentence());
        });
  }

  @Command(
      name = "draft",
      description = "Make a proposal's terms from the parameter files of the new chains.",
      footer = {
        "Examples:",
        "  adn proposal draft upgrade.terms --params next --home node1 --activation-height 500",
        "  adn proposal draft upgrade.terms --params next --source genesis0/genesis.pair"
            + " --activation-height 500 --min-governors 3",
        ""
      })
  static final class Draft extends AdnCommand {
    private final CliContext context;

    @Parameters(
        paramLabel = "FILE",
        description = "File to write; FILE.json for people is written beside it.")
    private Path file = Path.of("");

    @Option(
        names = "--params",
        required = true,
        paramLabel = "DIR",
        description = "Directory with alpha.params and delta.params.")
    private Path params = Path.of("");

    @Option(
        names = "--activation-height",
        required = true,
        paramLabel = "H",
        description = "Alpha height of the upgrade.")
    private long activationHeight;

    @Option(
        names = "--min-governors",
        paramLabel = "N",
        description = "Least committed governors (default: 1).")
    private int minGovernors = 1;

    @Option(
        names = "--min-public",
        paramLabel = "N",
        description = "Least committed public validators (default: 0).")
    private int minPublic;

    @Option(
        names = "--readiness-required",
        description = "Count only those who attested the hashes they computed.")
    private boolean readinessRequired;

    @Mixin private final SourceChain source = new SourceChain();

    Draft(CliContext context) {
      super(context.shell());
      this.context = context;
    }

    @Override
    protected int run() throws IOException, ConfigException {
      GenesisParameters alpha =
          InputFile.read(params.resolve("alpha.params"), GenesisParameters.CODEC);
      GenesisParameters delta =
          InputFile.read(params.resolve("delta.params"), GenesisParameters.CODEC);
      requireKind(alpha, ChainKind.ALPHA);
      requireKind(delta, ChainKind.DELTA);
      SourceChain.Source from = source.source(context);
      GenesisPair next = GenesisGenerator.pair(alpha, delta, Optional.of(from.pair().id().alpha()));
      GenesisViews.requireSound(params.toString(), GenesisGenerator.check(next));
      ProposalTerms terms = terms(from.pair(), next);
      requirePossible(params.toString(), terms, from);
      ObjectNode json = json(terms);
      HomeFiles.write(file, terms.canonical().toArray(), false);
      HomeFiles.write(
          file.resolveSibling(file.getFileName() + ".json"), json.toPrettyString() + "\n", false);
      print(text(json), json);
      return ExitCodes.DONE;
    }

    private void requireKind(GenesisParameters parameters, ChainKind kind) {
      if (parameters.kind() != kind) {
        throw CommandFailure.no(
            params.resolve(kind + ".params").toString(),
            "parameters of " + parameters.kind(),
            "those of " + kind);
      }
    }

    private ProposalTerms terms(GenesisPair from, GenesisPair next) {
      try {
        return new ProposalTerms(
            from.id().network(),
            next.id().network(),
            next.id().generation(),
            activationHeight,
            next.alpha().hash(),
            next.alpha().parameters().cid(),
            next.delta().hash(),
            next.delta().parameters().cid(),
            next.alpha().parameters().deltaMinAlphaBlocks(),
            minGovernors,
            minPublic,
            readinessRequired,
            next.alpha().header(),
            next.delta().header(),
            next.committee());
      } catch (IllegalArgumentException e) {
        throw new CommandFailure(ExitCodes.USAGE, "terms: " + e.getMessage());
      }
    }
  }

  @Command(
      name = "check",
      description = "Check terms against the rules of their source chain; exit code 0 or 3.",
      footer = {"Examples:", "  adn proposal check upgrade.terms --home node1", ""})
  static final class Check extends AdnCommand {
    private final CliContext context;

    @Parameters(paramLabel = "FILE", description = "Terms, as 'adn proposal draft' writes them.")
    private Path file = Path.of("");

    @Mixin private final SourceChain source = new SourceChain();

    Check(CliContext context) {
      super(context.shell());
      this.context = context;
    }

    @Override
    protected int run() throws IOException, ConfigException {
      ProposalTerms terms = InputFile.read(file, ProposalTerms.CODEC);
      SourceChain.Source from = source.source(context);
      requirePossible(file.toString(), terms, from);
      if (from.height().isEmpty()) {
        shell().say("note: heights were not checked; --node or --home tells the chain's height");
      }
      ObjectNode json = json(terms);
      print(text(json), json);
      return ExitCodes.DONE;
    }
  }
}
