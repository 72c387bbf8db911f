package org.alphadelta.inspect;

import java.util.List;

/** Result of a verification, with its findings. */
public record VerificationReport(long streams, long records, List<Finding> findings) {
  /** In ascending severity. */
  public enum Result {
    OK(0, "ok"),
    CANNOT_TELL(4, "cannot-tell"),
    WRONG(3, "wrong");

    private final int exitCode;
    private final String label;

    Result(int exitCode, String label) {
      this.exitCode = exitCode;
      this.label = label;
    }

    public int exitCode() {
      return exitCode;
    }

    public String label() {
      return label;
    }
  }

  public VerificationReport {
    findings = List.copyOf(findings);
  }

  public Result result() {
    Result result = Result.OK;
    for (Finding finding : findings) {
      Result said =
          switch (finding) {
            case Finding.Wrong wrong -> Result.WRONG;
            case Finding.WrongByte wrong -> Result.WRONG;
            case Finding.CannotTell cannot -> Result.CANNOT_TELL;
            case Finding.TornTail torn -> Result.OK;
          };
      result = said.compareTo(result) > 0 ? said : result;
    }
    return result;
  }
}
