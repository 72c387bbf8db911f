package org.alphadelta.chaos;

/** Kinds of misbehaviour of simulated Byzantine validators. */
enum Misdeed {
  EQUIVOCATE_VOTES("equivocate-votes"),
  EQUIVOCATE_PROPOSALS("equivocate-proposals"),
  MUTE("mute"),
  MUTE_PROPOSALS("mute-proposals"),
  MUTE_VOTES("mute-votes"),
  AMNESIA("amnesia"),
  NIL_PRECOMMIT("nil-precommit"),
  OUTDATED("outdated"),
  SELECTIVE_DELIVERY("selective-delivery"),
  HIDDEN_LOCK("hidden-lock"),
  FAKE_POLKA("fake-polka"),
  STALE_POLKA("stale-polka"),
  SKIP_STORM("skip-storm"),
  INVALID_BLOCK("invalid-block"),
  IMPERSONATOR("impersonator"),
  BAD_SYNC("bad-sync");

  private final String label;

  Misdeed(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }
}
