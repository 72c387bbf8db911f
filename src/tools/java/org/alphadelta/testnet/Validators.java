package org.alphadelta.testnet;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Role;
import org.alphadelta.governance.Ballot;

/** The six validators of the scenario, with their roles in both committees and their votes. */
enum Validators {
  V1("v1", Optional.of(Ballot.YES), Optional.of(Role.GOVERNOR), Optional.of(Role.GOVERNOR)),
  V2("v2", Optional.of(Ballot.YES), Optional.of(Role.GOVERNOR), Optional.of(Role.GOVERNOR)),
  V3("v3", Optional.of(Ballot.YES), Optional.of(Role.GOVERNOR), Optional.of(Role.GOVERNOR)),
  V4("v4", Optional.of(Ballot.NO), Optional.of(Role.GOVERNOR), Optional.empty()),
  V5("v5", Optional.of(Ballot.YES), Optional.of(Role.PUBLIC), Optional.of(Role.GOVERNOR)),
  V6("v6", Optional.empty(), Optional.empty(), Optional.of(Role.PUBLIC));

  private final String label;
  private final Optional<Ballot> vote;
  private final Optional<Role> first;
  private final Optional<Role> second;

  Validators(String label, Optional<Ballot> vote, Optional<Role> first, Optional<Role> second) {
    this.label = label;
    this.vote = vote;
    this.first = first;
    this.second = second;
  }

  /** The name of node, home and log. */
  String label() {
    return label;
  }

  /** Empty for a validator outside the committee of generation 0. */
  Optional<Ballot> vote() {
    return vote;
  }

  /** The role in the committee of generation 0 or 1. */
  Optional<Role> role(int generation) {
    return generation == 0 ? first : second;
  }

  /** The committee of generation 0. */
  static List<Validators> founders() {
    return List.of(values()).stream().filter(c -> c.first.isPresent()).toList();
  }

  /** Validators that leave with the upgrade. */
  static List<Validators> leavers() {
    return List.of(values()).stream().filter(c -> c.vote.equals(Optional.of(Ballot.YES))).toList();
  }

  /** The validator that keeps the old chains. */
  static Validators stayer() {
    return V4;
  }

  /** The validator that is given only the pinned governors and one address. */
  static Validators joiner() {
    return V6;
  }

  @Override
  public String toString() {
    return label;
  }
}
