package org.alphadelta.testnet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code commands.sh}: the commands of a run in order, with comments where a person would wait. */
final class Script {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@,+-]+");

  private final Path file;

  private Script(Path file) {
    this.file = file;
  }

  /** Creates a script or continues an existing one; {@code launcher} is how adn was called. */
  static Script create(Path file, String launcher) throws IOException {
    Script script = new Script(file);
    if (Files.exists(file)) {
      return script;
    }
    script.append(
        "#!/bin/sh",
        "# What 'adn testnet run' typed, in this order. Ids and addresses are those of this run.",
        "cd " + quoted(Path.of("").toAbsolutePath().toString()) + " || exit 1",
        "adn() { command " + quoted(launcher) + " \"$@\"; }",
        "");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + ": found no way to make it executable, expected one");
    }
    return script;
  }

  /** An adn command line as a person types it. */
  static String line(List<String> arguments) {
    return "adn " + arguments.stream().map(Script::quoted).collect(Collectors.joining(" "));
  }

  static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  synchronized void command(String line) throws IOException {
    append(line);
  }

  synchronized void comment(String sentence) throws IOException {
    append("", "# " + sentence);
  }

  private void append(String... lines) throws IOException {
    Files.write(
        file,
        List.of(lines),
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
