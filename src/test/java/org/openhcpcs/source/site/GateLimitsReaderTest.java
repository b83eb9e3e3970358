package org.openhcpcs.source.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

class GateLimitsReaderTest {

  private static final String HEADER = "gate,limit,reason\n";

  private static List<GateLimitsReader.LimitLine> read(String text) {
    return GateLimitsReader.read("gates.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsLimits() {
    assertThat(read(HEADER + "\n vanished , 20 or 5%,\"why, really\"\r\nCodes,5000\n"))
        .containsExactly(
            new GateLimitsReader.LimitLine("gates.csv line 3", "vanished", "20 or 5%"),
            new GateLimitsReader.LimitLine("gates.csv line 4", "Codes", "5000"));
    assertThat(read(HEADER)).isEmpty();
    assertThat(read("Gate, Limit,Reason\ntexts,5%,")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "gate;limit;reason/|line 1: the first line is gate,limit,reason",
        "gate,limit/|line 1: the first line is gate,limit,reason",
        "gate,limit,reason/texts,5,000,why|line 2: a cell too many; quote a reason that has commas",
        "gate,limit,reason/texts,5%,/Texts,6%,|line 3: Texts has a limit already",
      })
  void refusesAFileOfAnotherForm(String text, String message) {
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> read(text.replace('/', '\n')))
        .withMessage("gates.csv " + message)
        .extracting(HcpcsException::errorCode)
        .isEqualTo(ErrorCode.USAGE);
  }

  @Test
  void refusesAnEmptyFile() {
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> read(""))
        .withMessage("gates.csv: empty; its first line is gate,limit,reason");
  }
}
