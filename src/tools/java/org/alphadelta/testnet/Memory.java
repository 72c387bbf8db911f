package org.alphadelta.testnet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resident memory of another process. */
public final class Memory {
  private static final Pattern LINE = Pattern.compile("(VmRSS|VmHWM):\\s+([0-9]+) kB");
  private static final long KIB_PER_MIB = 1024;

  /** Current and peak, in MiB. Systems without {@code /proc} have only the current one. */
  public record Resident(long nowMib, long mostMib) {}

  private Memory() {}

  /** From {@code /proc/PID/status}, else from ps; 0 when the process is gone. */
  public static Resident of(long pid) throws IOException {
    Path status = Path.of("/proc", String.valueOf(pid), "status");
    if (Files.exists(status)) {
      return parse(Files.readAllLines(status));
    }
    long now = ps(pid).orElse(0) / KIB_PER_MIB;
    return new Resident(now, now);
  }

  static Resident parse(List<String> lines) {
    long now = 0;
    long most = 0;
    for (String line : lines) {
      Matcher match = LINE.matcher(line);
      if (match.matches()) {
        long mib = Long.parseLong(match.group(2)) / KIB_PER_MIB;
        if (match.group(1).equals("VmRSS")) {
          now = mib;
        } else {
          most = mib;
        }
      }
    }
    return new Resident(now, Math.max(now, most));
  }

  private static OptionalLong ps(long pid) throws IOException {
    Process process = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(pid)).start();
    String text =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return text.matches("[0-9]+") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }
}
