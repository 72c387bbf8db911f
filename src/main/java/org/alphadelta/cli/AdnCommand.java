package org.alphadelta.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/**
 * Base of all commands: help, output as text or JSON, exit code 0 unless {@link #run} returns
 * another. {@link Failures} turns exceptions into exit codes.
 */
public abstract class AdnCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this and exit.")
  @SuppressWarnings("UnusedVariable") // picocli prints help and returns when it is set
  private boolean help;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      description = "How to print (default: text).")
  private OutputFormat format = OutputFormat.TEXT;

  protected AdnCommand(Shell shell) {
    this.shell = shell;
  }

  /** Executes the command. Anything thrown becomes one line and an exit code. */
  protected abstract int run() throws Exception;

  @Override
  public final Integer call() throws Exception {
    int exitCode = run();
    shell.out().flush();
    return exitCode;
  }

  protected final Shell shell() {
    return shell;
  }

  protected final OutputFormat format() {
    return format;
  }

  /** Prints one document in the requested format. */
  protected final void print(String text, JsonNode json) {
    switch (format) {
      case TEXT -> shell.out().println(text);
      case JSON -> shell.out().println(json.toPrettyString());
    }
    shell.out().flush();
  }
}
