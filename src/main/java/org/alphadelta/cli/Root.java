package org.alphadelta.cli;

import picocli.CommandLine.Command;

/** {@code adn} itself; {@link Commands} adds its subcommands. */
@Command(
    name = "adn",
    description = {
      "A validator node for the chains Alpha and Delta.",
      "Two commands come in a jar of their own: 'adn testnet' runs the whole mission on this"
          + " machine,",
      "'adn chaos' proves agreement by trouble."
    },
    footer = {
      "Examples:",
      "  adn init --home node1 --network testnet --pins pins.json --peer 10.0.0.1:4130",
      "  adn start --home node1",
      "  adn status --home node1",
      ""
    })
final class Root extends Group {}
