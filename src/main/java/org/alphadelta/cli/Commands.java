package org.alphadelta.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.alphadelta.core.Address;
import org.alphadelta.core.Bech32m;
import org.alphadelta.core.ChainKind;
import org.alphadelta.core.Hash;
import org.alphadelta.core.NetworkId;
import org.alphadelta.governance.Ballot;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.TypeConversionException;

/** Assembles the command {@code adn}. The composition root adds the commands of other packages. */
public final class Commands {
  private Commands() {}

  /**
   * The whole command tree.
   *
   * @param extra commands of other packages: instances of classes annotated as picocli commands
   */
  public static CommandLine root(CliContext context, List<Object> extra) {
    CommandLine root = new CommandLine(new Root());
    root.addSubcommand(new InitCommand(context));
    root.addSubcommand(new StatusCommand(context));
    root.addSubcommand(new VersionCommand(context));
    root.addSubcommand(ConfigCommand.tree(context));
    root.addSubcommand(KeysCommand.tree(context));
    root.addSubcommand(GenesisCommandGroup.tree(context));
    root.addSubcommand(ProposalCommand.tree(context));
    root.addSubcommand(TxCommand.tree(context));
    root.addSubcommand(JournalCommand.tree(context));
    root.addSubcommand(SignerCommand.tree(context));
    extra.forEach(root::addSubcommand);
    return configured(root, context.shell());
  }

  private static CommandLine configured(CommandLine root, Shell shell) {
    Failures failures = new Failures();
    converters(root);
    root.setOut(shell.out())
        .setErr(shell.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(100)
        .setColorScheme(CommandLine.Help.defaultColorScheme(shell.colours() ? Ansi.ON : Ansi.OFF))
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
    examplesFirst(root);
    return root;
  }

  /** Puts the examples, which are each command's footer, at the top of its help. */
  private static void examplesFirst(CommandLine command) {
    List<String> keys = new ArrayList<>(command.getHelpSectionKeys());
    List<String> footer =
        List.of(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING, UsageMessageSpec.SECTION_KEY_FOOTER);
    keys.removeAll(footer);
    keys.addAll(0, footer);
    command.setHelpSectionKeys(keys);
    Map<String, CommandLine.IHelpSectionRenderer> sections =
        new LinkedHashMap<>(command.getHelpSectionMap());
    // Unwrapped, because a wrapped example cannot be copied.
    sections.put(
        UsageMessageSpec.SECTION_KEY_FOOTER,
        help -> String.join("\n", help.commandSpec().usageMessage().footer()) + "\n");
    command.setHelpSectionMap(sections);
  }

  private static void converters(CommandLine root) {
    root.registerConverter(
        NetworkId.class, text -> known(text, NetworkId::ofLabel, NetworkId.labels()));
    root.registerConverter(
        ChainKind.class, text -> known(text, ChainKind::ofLabel, "alpha, delta"));
    root.registerConverter(Ballot.class, text -> known(text, Ballot::ofLabel, "yes, no, abstain"));
    root.registerConverter(Hash.class, text -> read(text, Hash::ofHex, "64 hexadecimal digits"));
    root.registerConverter(Address.class, Commands::address);
  }

  /** Parses an address of any network, by its prefix. */
  static Address address(String text) {
    Optional<NetworkId> network =
        Bech32m.decode(text)
            .flatMap(
                decoded ->
                    Arrays.stream(NetworkId.values())
                        .filter(n -> n.addressPrefix().equals(decoded.prefix()))
                        .findFirst());
    if (network.isEmpty()) {
      throw new TypeConversionException(
          "found '" + text + "', expected an address of " + NetworkId.labels());
    }
    return read(text, t -> Address.parse(network.get(), t), "an address");
  }

  private static <T> T known(String text, Function<String, Optional<T>> reader, String expected) {
    return reader
        .apply(text)
        .orElseThrow(
            () -> new TypeConversionException("found '" + text + "', expected one of " + expected));
  }

  private static <T> T read(String text, Function<String, T> reader, String expected) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("found '" + text + "', expected " + expected);
    }
  }
}
