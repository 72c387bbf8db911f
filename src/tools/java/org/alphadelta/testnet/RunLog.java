package org.alphadelta.testnet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.alphadelta.cli.Shell;

/** Progress messages of a run, all on stderr, and its checks. */
final class RunLog {
  private final Shell shell;
  private final LongSupplier nanos;
  private final long started;
  private final List<Check> checks = new ArrayList<>();

  RunLog(Shell shell, LongSupplier nanos) {
    this.shell = shell;
    this.nanos = nanos;
    this.started = nanos.getAsLong();
  }

  /** Seconds since the run began. */
  double seconds() {
    return (nanos.getAsLong() - started) / 1e9;
  }

  /** Announces a step. */
  void step(String name, String sentence) {
    shell.say(String.format(Locale.ROOT, "[%6.1f s] %-10s %s", seconds(), name, sentence));
  }

  /** Shows a command as a person would type it. */
  void command(String typed) {
    shell.say("             $ " + typed);
  }

  void note(String line) {
    shell.say("             " + line);
  }

  void check(Check check) {
    checks.add(check);
    shell.say(
        "             " + (check.ok() ? "ok   " : "FAIL ") + check.name() + ": " + check.detail());
  }

  List<Check> checks() {
    return List.copyOf(checks);
  }
}
