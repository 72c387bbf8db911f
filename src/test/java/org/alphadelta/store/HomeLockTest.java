package org.alphadelta.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {
  @TempDir Path directory;

  @Test
  void isRefusedASecondTimeWithTheHoldersProcess() {
    HomeLayout home = new HomeLayout(directory);
    HomeLock.Outcome first = HomeLock.take(home);
    assertThat(first).isInstanceOf(HomeLock.Taken.class);
    OptionalLong self = OptionalLong.of(ProcessHandle.current().pid());
    assertThat(HomeLock.take(home)).isEqualTo(new HomeLock.InUse(home.home(), self));
    assertThat(HomeLock.heldBy(home)).contains(new HomeLock.InUse(home.home(), self));
    ((HomeLock.Taken) first).lock().close();
    assertThat(HomeLock.heldBy(home)).isEmpty();
  }

  @Test
  void isHeldByAnotherProcessUntilItEnds() throws Exception {
    HomeLayout home = new HomeLayout(directory);
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                place(HomeLockTest.class) + File.pathSeparator + place(HomeLock.class),
                Holder.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader says =
        new BufferedReader(
            new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(says.readLine()).isEqualTo("taken");
      HomeLock.InUse inUse = new HomeLock.InUse(home.home(), OptionalLong.of(holder.pid()));
      assertThat(HomeLock.take(home)).isEqualTo(inUse);
      assertThat(HomeLock.heldBy(home)).contains(inUse);
      assertThat(inUse.sentence()).contains("process " + holder.pid());
    } finally {
      holder.destroyForcibly().waitFor();
    }
    assertThat(HomeLock.heldBy(home)).isEmpty();
    HomeLock.Outcome taken = HomeLock.take(home);
    assertThat(taken).isInstanceOf(HomeLock.Taken.class);
    ((HomeLock.Taken) taken).lock().close();
  }

  @Test
  void isNotHeldWhereItWasNeverTaken() {
    assertThat(HomeLock.heldBy(new HomeLayout(directory))).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  private static String place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  /** Takes the lock in a process of its own and waits to be killed. */
  static final class Holder {
    public static void main(String[] arguments) throws Exception {
      HomeLock.Outcome outcome = HomeLock.take(new HomeLayout(Path.of(arguments[0])));
      System.out.println(outcome instanceof HomeLock.Taken ? "taken" : "refused");
      System.in.read();
    }
  }
}
