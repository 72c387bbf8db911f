package org.alphadelta.inspect;

import java.nio.file.Path;

/** One thing that verifying a journal found, with its place. */
public sealed interface Finding {
  /** One line for people. */
  String sentence();

  /** A record that is not what was written, or that says what cannot have happened. */
  record Wrong(String stream, long sequence, String what) implements Finding {
    @Override
    public String sentence() {
      return "WRONG " + stream + " " + sequence + ": " + what;
    }
  }

  /** A byte of the store that is not what was written. */
  record WrongByte(Path file, long offset, String what) implements Finding {
    @Override
    public String sentence() {
      return "WRONG " + file.getFileName() + " at byte " + offset + ": " + what;
    }
  }

  /**
   * The last record was never written to its end: its writer was not told that it is stored. No
   * corruption.
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
