package org.alphadelta.testnet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.alphadelta.core.Quorum;

/** Checks of blocks, committees and genesis blocks in the JSON of nodes. Pure. */
final class Assertions {
  private Assertions() {}

  /** All nodes name the same hash for one height. */
  static Check sameBlock(
      String name, String chain, long height, Map<String, String> hashes, int nodes) {
    Set<String> different = new TreeSet<>(hashes.values());
    boolean ok = hashes.size() == nodes && different.size() == 1 && !different.contains("");
    return Check.of(
        name,
        ok,
        ok
            ? chain
                + " block "
                + height
                + " is "
                + brief(different.iterator().next())
                + " at "
                + nodes
                + " nodes"
            : chain + " block " + height + " as " + new TreeMap<>(hashes),
        "one hash at " + nodes + " nodes");
  }

  /** The addresses whose precommits are in a block's certificate. */
  static Set<String> signers(JsonNode block) {
    Set<String> signers = new TreeSet<>();
    block
        .path("certificate")
        .path("signatures")
        .forEach(s -> signers.add(s.path("validator").asText()));
    return signers;
  }

  /** The addresses of a committee's members. */
  static Set<String> members(JsonNode committee) {
    Set<String> members = new TreeSet<>();
    committee.path("members").forEach(m -> members.add(m.path("address").asText()));
    return members;
  }

  /** A block is certified by more than two thirds of a committee, and by nobody else. */
  static Check certified(String name, JsonNode block, Collection<String> committee) {
    Set<String> signers = signers(block);
    long needed = Quorum.agreementNeeded(committee.size());
    boolean ok =
        committee.containsAll(signers)
            && Quorum.agreement(signers.size(), committee.size())
            && block
                .path("certificate")
                .path("block")
                .asText("?")
                .equals(block.path("hash").asText());
    return Check.of(
        name,
        ok,
        "block "
            + text(block.path("header"), "height")
            + " signed by "
            + signers.size()
            + " of "
            + committee.size(),
        "its certificate with at least " + needed + " signatures, all of that committee");
  }

  /** The genesis that a node serves is the expected one. */
  static Check genesis(String name, JsonNode hashes, int generation, String alpha, String delta) {
    boolean ok =
        hashes.path("generation").asInt(-1) == generation
            && text(hashes, "alpha").equals(alpha)
            && text(hashes, "delta").equals(delta);
    return Check.of(
        name,
        ok,
        "generation "
            + text(hashes, "generation")
            + " alpha "
            + brief(text(hashes, "alpha"))
            + " delta "
            + brief(text(hashes, "delta")),
        "generation " + generation + " alpha " + brief(alpha) + " delta " + brief(delta));
  }

  /** Block H names the proposal, and the stayers are its next committee. */
  static Check activation(JsonNode block, String proposal, String nextCommittee) {
    JsonNode header = block.path("header");
    boolean ok =
        text(header, "upgrade").equals(proposal)
            && text(header, "next_committee").equals(nextCommittee);
    return Check.of(
        "split.activation",
        ok,
        "block "
            + text(header, "height")
            + " names upgrade "
            + brief(text(header, "upgrade"))
            + " and next committee "
            + brief(text(header, "next_committee")),
        "upgrade " + brief(proposal) + " and next committee " + brief(nextCommittee));
  }

  /** A committee has exactly these members. */
  static Check committee(String name, JsonNode committee, Set<String> wanted) {
    Set<String> members = members(committee);
    return Check.of(
        name,
        members.equals(wanted),
        "committee of height "
            + text(committee, "height")
            + " has "
            + members.size()
            + " members, tolerates "
            + text(committee, "tolerates"),
        "exactly the " + wanted.size() + " who stay");
  }

  /**
   * Old Delta is closed by exactly one block anchored at H that the old committee made.
   *
   * @param blocks Delta's newest blocks, oldest first, without gaps
   */
  static Check closing(List<JsonNode> blocks, long activation, String old, String staying) {
    List<JsonNode> closing = new ArrayList<>();
    for (JsonNode block : blocks) {
      JsonNode header = block.path("header");
      if (anchor(block) == activation && text(header, "committee").equals(old)) {
        closing.add(block);
      }
    }
    boolean ok =
        closing.size() == 1
            && text(closing.get(0).path("header"), "next_committee").equals(staying)
            && blocks.stream()
                .filter(b -> height(b) > height(closing.get(0)))
                .allMatch(b -> text(b.path("header"), "committee").equals(staying))
            && blocks.stream()
                .filter(b -> height(b) < height(closing.get(0)))
                .allMatch(b -> anchor(b) < activation);
    return Check.of(
        "split.closing",
        ok,
        ok
            ? "Delta block "
                + height(closing.get(0))
                + " is the one of the old committee anchored at "
                + activation
            : closing.size() + " Delta blocks of the old committee anchored at " + activation,
        "one, with the stayers as next committee, and only theirs after it");
  }

  /** Delta's genesis names Alpha's, and both name their source chain. */
  static Check crossReferences(JsonNode genesis, String predecessor) {
    JsonNode alpha = genesis.path("alpha");
    JsonNode delta = genesis.path("delta").path("header");
    boolean ok =
        text(delta.path("anchor"), "hash").equals(text(alpha, "hash"))
            && text(delta.path("anchor"), "height").equals("0")
            && text(delta, "predecessor").equals(predecessor)
            && text(alpha.path("header"), "predecessor").equals(predecessor)
            && text(delta, "delta_min_alpha_blocks")
                .equals(text(alpha.path("header"), "delta_min_alpha_blocks"));
    return Check.of(
        "swap.references",
        ok,
        "Delta genesis anchored at Alpha "
            + brief(text(delta.path("anchor"), "hash"))
            + " height "
            + text(delta.path("anchor"), "height")
            + ", predecessor "
            + brief(text(delta, "predecessor")),
        "Alpha "
            + brief(text(alpha, "hash"))
            + " height 0, predecessor "
            + brief(predecessor)
            + " in both");
  }

  /** Delta's first block came after enough final Alpha blocks, and is anchored at one of them. */
  static Check gate(JsonNode firstDelta, JsonNode anchored, long least) {
    JsonNode anchor = firstDelta.path("header").path("anchor");
    boolean ok =
        height(firstDelta) == 1
            && anchor(firstDelta) >= least
            && text(anchor, "hash").equals(text(anchored, "hash"));
    return Check.of(
        "swap.gate",
        ok,
        "Delta block "
            + height(firstDelta)
            + " anchored at Alpha height "
            + text(anchor, "height")
            + " ("
            + brief(text(anchor, "hash"))
            + ")",
        "block 1 anchored at height " + least + " or above, at Alpha's own block");
  }

  static long height(JsonNode block) {
    return block.path("header").path("height").asLong(-1);
  }

  /** The Alpha height a Delta block is anchored at. */
  static long anchor(JsonNode block) {
    return block.path("header").path("anchor").path("height").asLong(-1);
  }

  static String text(JsonNode json, String field) {
    return json.path(field).asText("");
  }

  static String brief(String hash) {
    return hash.length() > 8 ? hash.substring(0, 8) : hash.isEmpty() ? "nothing" : hash;
  }
}
