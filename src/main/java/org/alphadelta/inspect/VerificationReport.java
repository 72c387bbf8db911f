package org.alphadelta.inspect;

import java.util.List;

/** The answer of a verification, with everything it rests on. */
public record VerificationReport(long streams, long records, List<Finding> findings) {
  /** In the order of what outweighs what. */
  public enum Result {
    OK(0),
    CANNOT_TELL(4),
    WRONG(3);

    private final int exitCode;

    Result(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
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
