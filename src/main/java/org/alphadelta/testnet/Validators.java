package org.alphadelta.testnet;

import java.util.List;
import java.util.Optional;
import org.alphadelta.core.Role;

/**
 * Who plays in the mission: six validators, their places in both committees and how they vote. It
 * knows no ports.
 */
enum Validators {
  V1("v1", "yes", Optional.of(Role.GOVERNOR), Optional.of(Role.GOVERNOR)),
  V2("v2", "yes", Optional.of(Role.GOVERNOR), Optional.of(Role.GOVERNOR)),
  V3("v3", "yes", Optional.of(Role.GOVERNOR), Optional.of(Role.GOVERNOR)),
  V4("v4", "no", Optional.of(Role.GOVERNOR), Optional.empty()),
  V5("v5", "yes", Optional.of(Role.PUBLIC), Optional.of(Role.GOVERNOR)),
  V6("v6", "none", Optional.empty(), Optional.of(Role.PUBLIC));

  private final String label;
  private final String vote;
  private final Optional<Role> first;
  private final Optional<Role> second;

  Validators(String label, String vote, Optional<Role> first, Optional<Role> second) {
    this.label = label;
    this.vote = vote;
    this.first = first;
    this.second = second;
  }

  /** The name of node, home and log. */
  String label() {
    return label;
  }

  /** yes, no, or none for who has no vote. */
  String vote() {
    return vote;
  }

  /** The place in the committee of generation 0 or 1. */
  Optional<Role> role(int generation) {
    return generation == 0 ? first : second;
  }

  /** The committee of generation 0. */
  static List<Validators> founders() {
    return List.of(values()).stream().filter(c -> c.first.isPresent()).toList();
  }

  /** Those who leave with the upgrade. */
  static List<Validators> leavers() {
    return List.of(values()).stream().filter(c -> c.vote.equals("yes")).toList();
  }

  /** Who keeps the old chains. */
  static Validators stayer() {
    return V4;
  }

  /** Who knows nothing but the pinned governors and one address. */
  static Validators joiner() {
    return V6;
  }

  @Override
  public String toString() {
    return label;
  }
}
