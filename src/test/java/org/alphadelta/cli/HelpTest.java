package org.alphadelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Help of every command; examples are parsed, not run. */
class HelpTest {
  static Stream<String> commands() {
    List<String> names = new ArrayList<>();
    collect(root(), names);
    return names.stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpBeginsWithExamplesThatCanBeTyped(String qualified) {
    List<String> words = List.of(qualified.split(" "));
    List<String> arguments = new ArrayList<>(words.subList(1, words.size()));
    arguments.add("--help");

    Cli.Outcome help = new Cli().run(arguments.toArray());

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Examples:");
    List<String> examples =
        help.out().lines().skip(1).takeWhile(l -> !l.isBlank()).map(String::strip).toList();
    assertThat(examples).isNotEmpty().anyMatch(e -> e.startsWith(qualified));
    for (String example : examples) {
      if (!example.startsWith("adn start")) {
        List<String> typed = List.of(example.split(" "));
        root().parseArgs(typed.subList(1, typed.size()).toArray(new String[0]));
      }
    }
  }

  private static CommandLine root() {
    return new Cli().root(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
  }

  private static void collect(CommandLine command, List<String> names) {
    CommandSpec spec = command.getCommandSpec();
    names.add(spec.qualifiedName());
    command.getSubcommands().values().forEach(sub -> collect(sub, names));
  }
}
