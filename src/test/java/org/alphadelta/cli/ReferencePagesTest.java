package org.alphadelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alphadelta.config.ConfigKeys;
import org.alphadelta.config.Setting;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * The reference pages say what the code says. Run with {@code -Dadn.docs.write=true} to write them
 * anew.
 */
class ReferencePagesTest {
  private static final Path DOCS = Path.of(System.getProperty("adn.basedir", "."), "docs");

  @Test
  void configurationPageListsEveryKey() throws Exception {
    StringBuilder page =
        new StringBuilder(
            """
            # Configuration

            Generated from the code. A home has its configuration in `config/adn.conf` (HOCON); `conf/adn.conf` is the commented template. Precedence: command-line
            option, environment variable, file, default. An unknown key, and an unknown variable that begins with `ADN_`, is an error with the nearest known one; all errors are reported
            at once, one line each with key, found, expected and place, and the exit code is 2. `ADN_BUILD`, `ADN_JAVA_OPTS` and `ADN_LOG` belong to the launcher.

            | key | default | expected | variable | meaning |
            |---|---|---|---|---|
            """);
    for (Setting<?> setting : ConfigKeys.ALL) {
      page.append(
          "| `%s` | %s | %s | `%s` | %s |%n"
              .formatted(
                  setting.key(),
                  setting.standard().map(s -> "`" + s + "`").orElse("none: must be set"),
                  setting.format().expected().replace("|", "\\|").replace("<", "&lt;"),
                  setting.variable(),
                  setting.meaning().replace("<", "&lt;")));
    }
    same("configuration.md", page.toString());
  }

  @Test
  void commandsPageHoldsTheHelpOfEveryCommand() throws Exception {
    StringBuilder page =
        new StringBuilder(
            """
            # Commands

            Generated from the code: what `--help` prints. Every command takes `-o text|json`; data goes to stdout, talk to stderr. `start`, in builds that have it
            `upgrade`, and `testnet` and `chaos`, which come in `adn-tools.jar`, print their own help.
            """);
    append(
        page,
        new Cli().root(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter())));
    same("commands.md", page.toString());
  }

  @Test
  void exitCodesPageNamesEveryCode() throws Exception {
    String page = Files.readString(DOCS.resolve("exit-codes.md"));

    for (Field field : ExitCodes.class.getDeclaredFields()) {
      assertThat(page).contains("| " + field.getInt(null) + " |");
    }
  }

  private static void append(StringBuilder page, CommandLine command) {
    page.append("\n## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```\n");
    page.append(
        Stream.of(command.getUsageMessage(CommandLine.Help.Ansi.OFF).split("\n", -1))
            .map(String::stripTrailing)
            .collect(Collectors.joining("\n"))
            .strip());
    page.append("\n```\n");
    command.getSubcommands().values().forEach(sub -> append(page, sub));
  }

  private static void same(String name, String expected) throws Exception {
    Path file = DOCS.resolve(name);
    if (Boolean.getBoolean("adn.docs.write")) {
      Files.createDirectories(DOCS);
      Files.writeString(file, expected);
    }
    assertThat(Files.readString(file)).isEqualTo(expected);
  }
}
