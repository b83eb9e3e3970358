package org.openhcpcs.job.watch;

import java.util.Optional;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.job.LoadReport;
import org.openhcpcs.job.LoadReport.Failure;
import org.openhcpcs.store.ledger.RunLog;

/**
 * How a command's work ended.
 *
 * @param outcome what it comes to
 * @param errorCode why it failed or was refused; empty if it was not
 * @param message one line
 * @param exitCode what the process returns
 */
public record CommandResult(
    RunLog.RunOutcome outcome, Optional<ErrorCode> errorCode, String message, int exitCode) {

  public CommandResult(RunLog.RunOutcome outcome, Optional<ErrorCode> errorCode, String message) {
    this(outcome, errorCode, message, errorCode.map(ErrorCode::exitCode).orElse(0));
  }

  /** Nothing failed, or what failed did not keep the rest from being loaded. */
  public static CommandResult of(LoadReport report, String message) {
    return new CommandResult(
        report.outcome(),
        report.failures().stream()
            .map(Failure::errorCode)
            .reduce((one, other) -> one == ErrorCode.GATE_REFUSED ? other : one),
        message);
  }

  public static CommandResult failed(RuntimeException failure) {
    ErrorCode code = ErrorCode.of(failure);
    return new CommandResult(
        code == ErrorCode.GATE_REFUSED ? RunLog.RunOutcome.REFUSED : RunLog.RunOutcome.FAILED,
        Optional.of(code),
        code == ErrorCode.INTERNAL
            ? "this is a defect of the program, please report it: " + failure
            : String.valueOf(failure.getMessage()));
  }
}
