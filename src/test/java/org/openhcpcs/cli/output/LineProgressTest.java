package org.openhcpcs.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineProgressTest {

  @Test
  void showsLinesAndTheirSpeedToWhoeverWatches() {
    assertThat(shown("true", true, 0.5)).contains("check", "1,234 lines, ", " a second");
    assertThat(shown("true", true, -1)).contains("1,234 lines, ");
  }

  @Test
  void showsNothingWhereNobodyWatches() {
    assertThat(shown("false", true, 0.5)).isEmpty();
    assertThat(shown("true", false, 0.5)).isEmpty();
  }

  private static String shown(String isTerminal, boolean isShown, double share) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream printer = new PrintStream(err, true, StandardCharsets.UTF_8);
    Terminal terminal =
        new Terminal(printer, printer, Map.of("HCPCS_TERMINAL", isTerminal, "COLUMNS", "200"));
    try (LineProgress progress = new LineProgress(terminal, "check", isShown)) {
      progress.at(share, 1234);
    }
    return err.toString(StandardCharsets.UTF_8);
  }
}
