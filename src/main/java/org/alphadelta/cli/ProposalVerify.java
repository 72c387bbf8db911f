package org.alphadelta.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alphadelta.config.ConfigException;
import org.alphadelta.core.Bytes;
import org.alphadelta.core.CanonicalWriter;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.MerkleTree;
import org.alphadelta.core.Rejection;
import org.alphadelta.genesis.GenesisGenerator;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.GenesisParameters;
import org.alphadelta.governance.Proposal;
import org.alphadelta.governance.ProposalTerms;
import org.alphadelta.ledger.Mappings;
import org.alphadelta.ledger.StateEntry;
import org.alphadelta.ledger.StateKey;
import org.alphadelta.ledger.StateProof;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code adn proposal verify}: rebuilds both genesis blocks on this machine from the parameter
 * files and compares them with what the proposal expects. Of the node's answer only canonical bytes
 * count, and only if they have the requested id.
 */
@Command(
    name = "verify",
    description =
        "Rebuild both genesis blocks and compare them with the proposal; exit code 0, 3 or 4.",
    footer = {
      "Examples:",
      "  adn proposal verify 5f0c000000000000000000000000000000000000000000000000000000000000"
          + " --home node1",
      "  adn proposal verify 5f0c000000000000000000000000000000000000000000000000000000000000"
          + " --node http://127.0.0.1:4180 --params next",
      ""
    })
final class ProposalVerify extends AdnCommand {
  private final CliContext context;

  @Parameters(paramLabel = "ID", description = "Proposal id, 64 hexadecimal digits.")
  private Hash id = Hash.of(new byte[Hash.LENGTH]);

  @Option(names = "--node", paramLabel = "URL", description = "Public port of a node.")
  private Optional<URI> node = Optional.empty();

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "Home of a running node; its params directory is the default of --params.")
  private Optional<Path> home = Optional.empty();

  @Option(
      names = "--params",
      paramLabel = "DIR",
      description = "Directory with the parameter files.")
  private Optional<Path> params = Optional.empty();

  ProposalVerify(CliContext context) {
    super(context.shell());
    this.context = context;
  }

  @Override
  protected int run() throws IOException, ConfigException {
    NodeOption.requireOne(node, home);
    NodeHttpClient asked =
        node.isPresent()
            ? NodeHttpClient.at(node.get())
            : NodeOption.publicPort(home.orElseThrow(), context);
    Path directory =
        params
            .or(() -> home.map(h -> HomeFiles.layout(HomeFiles.existing(h)).parameters()))
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "--params", "nothing", "a directory with the parameter files"));
    GenesisPair source = RemoteGenesis.pair(asked);
    ProposalTerms terms = proposal(asked, source).terms();
    GenesisParameters alpha = ParameterFiles.parameters(directory, terms.alphaParams());
    GenesisParameters delta = ParameterFiles.parameters(directory, terms.deltaParams());
    GenesisPair rebuilt = rebuilt(alpha, delta, source);
    List<Rejection> differences = new ArrayList<>();
    GenesisGenerator.firstDifference(rebuilt.alpha().header(), terms.alphaHeader())
        .ifPresent(differences::add);
    GenesisGenerator.firstDifference(rebuilt.delta().header(), terms.deltaHeader())
        .ifPresent(differences::add);
    GenesisViews.requireSound("proposal " + id.brief(), differences.stream().findFirst());
    requireHash("alpha", rebuilt.alpha().hash(), terms.alphaExpectedHash());
    requireHash("delta", rebuilt.delta().hash(), terms.deltaExpectedHash());
    GenesisViews.requireSound("proposal " + id.brief(), GenesisGenerator.check(rebuilt));
    tell(terms);
    return ExitCodes.DONE;
  }

  private GenesisPair rebuilt(
      GenesisParameters alpha, GenesisParameters delta, GenesisPair source) {
    try {
      return GenesisGenerator.pair(alpha, delta, Optional.of(source.id().alpha()));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.no(
          "proposal " + id.brief(),
          String.valueOf(e.getMessage()),
          "parameters of alpha and of delta");
    }
  }

  private void requireHash(String chain, Hash rebuilt, Hash expected) {
    if (!rebuilt.equals(expected)) {
      throw CommandFailure.no(
          "proposal " + id.brief(),
          chain + " genesis " + rebuilt + " rebuilt here",
          expected.hex());
    }
  }

  private void tell(ProposalTerms terms) {
    ObjectNode json = JsonText.object();
    json.put("proposal_id", id.hex());
    json.put("verified", true);
    json.put("alpha_hash", terms.alphaExpectedHash().hex());
    json.put("delta_hash", terms.deltaExpectedHash().hex());
    print(
        "verified: both genesis blocks rebuilt here are the expected ones\nalpha "
            + terms.alphaExpectedHash()
            + "\ndelta "
            + terms.deltaExpectedHash(),
        json);
  }

  /** The proposal in chain state, with its proof and with the id that follows from its content. */
  private Proposal proposal(NodeHttpClient asked, GenesisPair source) {
    String program = Mappings.program(ChainKind.ALPHA);
    JsonNode answer =
        asked.get(
            "/network/program/"
                + program
                + "/mapping/"
                + Mappings.PROPOSALS
                + "/"
                + id.hex()
                + "?proof=true");
    JsonNode proof = answer.path("proof");
    StateEntry entry =
        entry(
            new StateKey(program, Mappings.PROPOSALS, id.hex()),
            RemoteGenesis.hex(proof.path("entry")));
    List<Hash> path = new ArrayList<>();
    proof.path("path").forEach(h -> path.add(hash(h)));
    MerkleTree.Proof inclusion =
        new MerkleTree.Proof(proof.path("index").asLong(), proof.path("size").asLong(), path);
    if (!new StateProof(entry, inclusion).verify(hash(proof.path("state_root")))) {
      throw CommandFailure.no(
          asked.toString(), "a proof that does not lead to its state root", "a valid proof");
    }
    Proposal proposal = RemoteGenesis.decoded(entry.value(), Proposal.CODEC);
    Hash demanded =
        proposal
            .terms()
            .id(source.id().chain(ChainKind.ALPHA), proposal.proposer(), proposal.sequence());
    if (!demanded.equals(id)) {
      throw CommandFailure.no(
          asked.toString(), "a proposal whose content has id " + demanded, id.hex());
    }
    return proposal;
  }

  /**
   * Splits canonical bytes of an entry with a known key: the value follows the key, with its
   * length.
   */
  private StateEntry entry(StateKey at, Bytes canonical) {
    int key =
        new CanonicalWriter()
            .text(1, at.program())
            .text(2, at.mapping())
            .text(3, at.key())
            .toBytes()
            .length();
    for (int header = 2; header <= 6 && key + header <= canonical.length(); header++) {
      StateEntry tried = new StateEntry(at, canonical.slice(key + header, canonical.length()));
      if (tried.canonical().equals(canonical)) {
        return tried;
      }
    }
    throw CommandFailure.no("the node's answer", "another entry", "the state entry " + at);
  }

  private static Hash hash(JsonNode hex) {
    try {
      return Hash.ofHex(hex.asText(""));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.no(
          "the node's answer", "'" + hex.asText("") + "'", "64 hexadecimal digits");
    }
  }
}
