package org.openhcpcs.check.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.source.site.GateLimitsReader;

class GateLimitsTest {

  @Test
  void changeOneByOne() {
    GateLimits changed =
        GateLimits.DEFAULT.with("here", "vanished", "7").with("there", "CODES", "5000 or 90%");
    assertThat(changed.of(Gate.VANISHED)).hasToString("7");
    assertThat(changed.of(Gate.CODES)).hasToString("5000 or 90%");
    assertThat(changed.of(Gate.TEXTS)).isEqualTo(GateLimits.DEFAULT.of(Gate.TEXTS));
  }

  @Test
  void nameTheGatesThatThereAre() {
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> GateLimits.DEFAULT.with("gates.csv line 3", "vanish", "5%"))
        .withMessage(
            "gates.csv line 3: there is no gate vanish; gates are layout, rejects, codes, vanished, terminated, texts, undecoded, dates")
        .extracting(HcpcsException::errorCode)
        .isEqualTo(ErrorCode.USAGE);
  }

  @Test
  void sayHowALimitIsWritten() {
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> GateLimits.DEFAULT.with("--limit texts=few", "texts", "few"))
        .withMessage(
            "--limit texts=few: few is no limit; write a number (20), a share up to 100% (5%), or both (20 or 5%)")
        .extracting(HcpcsException::errorCode)
        .isEqualTo(ErrorCode.USAGE);
  }

  @Test
  void areThereForEveryGate() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GateLimits(Map.of(Gate.TEXTS, Limit.of(1, 1))))
        .withMessage("a limit is missing: {texts=1 or 1%}");
  }

  @Test
  void areThoseOfTheFileThatTheProjectShips() throws IOException {
    List<GateLimitsReader.LimitLine> entries =
        GateLimitsReader.read("gates.csv", Files.readAllBytes(Path.of("input/gates.csv")));
    assertThat(entries).hasSameSizeAs(Gate.values());
    GateLimits shipped = GateLimits.DEFAULT;
    for (Gate gate : Gate.values()) {
      shipped = shipped.with("test", gate.label(), "99");
    }
    for (GateLimitsReader.LimitLine entry : entries) {
      shipped = shipped.with(entry.where(), entry.gate(), entry.limit());
    }
    assertThat(shipped).isEqualTo(GateLimits.DEFAULT);
  }
}
