package org.alphadelta.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.alphadelta.core.Address;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.ChainParameters;
import org.alphadelta.core.GenesisHeader;
import org.alphadelta.core.Hash;
import org.alphadelta.genesis.Genesis;
import org.alphadelta.genesis.GenesisPair;
import org.alphadelta.genesis.GenesisParameters;

/** A genesis pair as named fields in a fixed order, for display and comparison. */
final class GenesisFields {
  private static final String ABSENT = "absent";

  private GenesisFields() {}

  record Field(String name, String value) {}

  record Difference(String name, String a, String b) {}

  static List<Field> of(GenesisPair pair) {
    List<Field> fields = new ArrayList<>();
    for (ChainKind kind : ChainKind.values()) {
      add(fields, kind + ".", pair.of(kind));
    }
    return fields;
  }

  static String lines(List<Field> fields) {
    return fields.stream()
        .map(f -> "%-32s %s".formatted(f.name(), f.value()))
        .collect(Collectors.joining("\n"));
  }

  /** Every field whose values differ or that only one of the pairs has. */
  static List<Difference> differences(GenesisPair a, GenesisPair b) {
    Map<String, String> left = new LinkedHashMap<>();
    of(a).forEach(f -> left.put(f.name(), f.value()));
    Map<String, String> right = new LinkedHashMap<>();
    of(b).forEach(f -> right.put(f.name(), f.value()));
    List<Difference> differences = new ArrayList<>();
    left.forEach(
        (name, value) -> {
          String other = right.getOrDefault(name, ABSENT);
          if (!other.equals(value)) {
            differences.add(new Difference(name, value, other));
          }
        });
    right.forEach(
        (name, value) -> {
          if (!left.containsKey(name)) {
            differences.add(new Difference(name, ABSENT, value));
          }
        });
    return differences;
  }

  private static void add(List<Field> fields, String prefix, Genesis genesis) {
    GenesisHeader header = genesis.header();
    fields.add(new Field(prefix + "hash", genesis.hash().hex()));
    fields.add(new Field(prefix + "network", header.network().label()));
    fields.add(new Field(prefix + "generation", String.valueOf(header.generation())));
    fields.add(
        new Field(prefix + "predecessor", header.predecessor().map(Hash::hex).orElse("none")));
    fields.add(new Field(prefix + "state_root", header.stateRoot().hex()));
    fields.add(
        new Field(prefix + "delta_min_alpha_blocks", String.valueOf(header.deltaMinAlphaBlocks())));
    header
        .anchor()
        .ifPresent(a -> fields.add(new Field(prefix + "anchor", a.height() + " " + a.hash())));
    parameters(fields, prefix, genesis.parameters());
  }

  private static void parameters(List<Field> fields, String prefix, GenesisParameters parameters) {
    ChainParameters chain = parameters.chain();
    fields.add(new Field(prefix + "params_hash", parameters.cid().toString()));
    fields.add(
        new Field(prefix + "block_interval_millis", String.valueOf(chain.blockIntervalMillis())));
    fields.add(new Field(prefix + "voting_period", String.valueOf(chain.votingPeriod())));
    fields.add(new Field(prefix + "notice", String.valueOf(chain.notice())));
    fields.add(new Field(prefix + "freeze", String.valueOf(chain.freeze())));
    fields.add(new Field(prefix + "horizon", String.valueOf(chain.horizon())));
    fields.add(new Field(prefix + "resubmission_pause", String.valueOf(chain.resubmissionPause())));
    fields.add(new Field(prefix + "transfer_fee", String.valueOf(chain.transferFee())));
    parameters
        .committee()
        .members()
        .forEach(
            m ->
                fields.add(
                    new Field(
                        prefix + "committee." + new Address(parameters.network(), m.key()),
                        m.role().label())));
    parameters
        .accounts()
        .forEach(
            a ->
                fields.add(
                    new Field(
                        prefix + "account." + new Address(parameters.network(), a.owner()),
                        String.valueOf(a.balance()))));
  }
}
