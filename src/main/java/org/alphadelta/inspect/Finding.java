package org.alphadelta.inspect;

import java.nio.file.Path;

/** One result of verifying a journal, with its location. */
public sealed interface Finding {
  /** One line for people. */
  String sentence();

  /** A record that was changed, or that states something impossible. */
  record Wrong(String stream, long sequence, String what) implements Finding {
    @Override
    public String sentence() {
      return "WRONG " + stream + " " + sequence + ": " + what;
    }
  }

  /** A byte of the store that differs from what was written. */
  record WrongByte(Path file, long offset, String what) implements Finding {
    @Override
    public String sentence() {
      return "WRONG " + file.getFileName() + " at byte " + offset + ": " + what;
    }
  }

  /**
   * The last record was not written to its end, and its writer was never told that it is stored.
   * This is no corruption.
   */
  record TornTail(Path file, long offset) implements Finding {
    @Override
    public String sentence() {
      return "TORN "
          + file.getFileName()
          + " from byte "
          + offset
          + " on: the last write was cut off, nothing that was stored is lost";
    }
  }

  /** Links hold, but this build has no codec for the event. */
  record CannotTell(String stream, long sequence, String manifest) implements Finding {
    @Override
    public String sentence() {
      return "CANNOT TELL " + stream + " " + sequence + ": this build has no codec for " + manifest;
    }
  }
}
