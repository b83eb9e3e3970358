package org.openhcpcs.source.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.history.Identity;

class MeaningsReaderTest {

  private static final String HEADER = "code,edition,meaning,reason\n";

  private static Set<Identity.Reviewed> read(String text) {
    return MeaningsReader.read("meanings.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsDecisions() {
    assertThat(read(HEADER + "\nj7322, 2017-01 ,New,\"another, really\"\r\nDA,2020-01,same,one"))
        .containsExactlyInAnyOrder(
            new Identity.Reviewed(
                "J7322", new Edition(2017, 1), Identity.Sameness.NEW, "another, really"),
            new Identity.Reviewed("DA", new Edition(2020, 1), Identity.Sameness.SAME, "one"));
    assertThat(read(HEADER)).isEmpty();
    assertThat(
            read(
                "code,edition,meaning,reason,who\nDA,2020-01,same,one, A. Coder \nCS,2020-04,new,two\n"))
        .containsExactlyInAnyOrder(
            new Identity.Reviewed(
                "DA", new Edition(2020, 1), Identity.Sameness.SAME, "one", Optional.of("A. Coder")),
            new Identity.Reviewed("CS", new Edition(2020, 4), Identity.Sameness.NEW, "two"));
  }

  @Test
  void readsTheListThatTheProjectShips() throws IOException {
    assertThat(
            MeaningsReader.read("meanings.csv", Files.readAllBytes(Path.of("input/meanings.csv"))))
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "J7322,2017-02,new,why|line 2: 2017-02 is no edition; write YYYY-MM",
        "J73,2017-01,new,why|line 2: J73 is no code",
        "J7322,2017-01,other,why|line 2: the meaning is same or new, not other",
        "J7322,2017-01,new|line 2: a reason belongs into the fourth column, the last",
        "J7322,2017-01,new,why,who|line 2: a reason belongs into the fourth column, the last",
      })
  void refusesALineThatCannotBeUsed(String line, String message) {
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> read(HEADER + line + "\n"))
        .withMessage("meanings.csv " + message);
  }

  @Test
  void refusesAListOfAnotherForm() {
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> read("code,meaning\n"))
        .withMessage("meanings.csv line 1: the first line is code,edition,meaning,reason");
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> read(""))
        .withMessage("meanings.csv: empty; its first line is code,edition,meaning,reason");
    String twice = "J7322,2017-01,new,why\n";
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> read(HEADER + twice + twice))
        .withMessage("meanings.csv line 3: J7322 in 2017-01 is decided twice");
  }
}
