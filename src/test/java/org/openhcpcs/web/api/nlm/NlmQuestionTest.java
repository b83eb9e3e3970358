package org.openhcpcs.web.api.nlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.store.serve.LookupTable;
import org.openhcpcs.web.http.Parameters;
import org.openhcpcs.web.http.ProblemException;

/** What clients of NLM's service ask, and what is found for it. */
class NlmQuestionTest {

  private static final NlmRow WALKER =
      new NlmRow(
          new LookupTable.Entry(
              "E0148",
              "Heavyduty walker no wheels",
              "Walker, heavy duty, without wheels, rigid (or folding)",
              "20010101",
              null,
              "20010101",
              false,
              false));

  /** Parameters as {@code name=value} with semicolons between. */
  private static NlmQuestion asked(String parameters) {
    return NlmQuestion.of(
        new Parameters(
            Arrays.stream(parameters.split(";"))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> List.of(each[1])))));
  }

  @ParameterizedTest
  @CsvSource({
    "terms=walk, true",
    "terms=WALK FOLD, true",
    "terms=walk fly, false",
    "terms=alker, false",
    "terms=e01, true",
    "terms=148, false",
    "terms=, true",
    "terms=e01;sf=long_desc, false",
    "terms=heavyd;sf=long_desc, false",
    "terms=heavyd;sf=display, true",
    "terms=;q=code:E0148, true",
    "terms=;q=code:e01*, true",
    "terms=;q=code:E01, false",
    "terms=;q=long_desc:fold, false",
    "terms=;q=long_desc:fold*, true",
    "terms=;q=obsolete:false AND is_noc:false, true",
    "terms=;q=obsolete:false  AND  is_noc:true, false",
    "terms=;q=add_dt:2001*, true"
  })
  void findsTheRowsThatHaveAllOfIt(String parameters, boolean found) {
    assertThat(asked(parameters).isMetBy(WALKER)).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "code:E1 OR code:E2",
        "code:E1 code:E2",
        "NOT code:E1",
        "-code:E1",
        "code:*1",
        "code:E?1",
        "code:[E1 TO E2]",
        "(code:E1)",
        "code:",
        "E1",
        "code:E1 AND",
        "AND",
        "code:/e+/",
        "color:red",
        "code:E1~2",
        "code:\"E1 E2\""
      })
  void refusesTheRestOfTheGrammarInASentence(String q) {
    assertThatThrownBy(() -> asked("terms=a;q=" + q))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("q: ");
  }

  @ParameterizedTest
  @CsvSource({
    "terms=a, 7, 0",
    "terms=a;maxList=, 500, 0",
    "terms=a;maxList=20, 20, 0",
    "terms=a;maxList=9999, 500, 0",
    "terms=a;count=10;offset=30, 10, 30",
    "terms=a;count=600, 500, 0",
    "terms=a;count=2;maxList=, 2, 0",
    "terms=a;offset=99999, 7, 7500"
  })
  void countsRowsAsNlmDoes(String parameters, int count, int offset) {
    assertThat(List.of(asked(parameters).count(), asked(parameters).offset()))
        .containsExactly(count, offset);
  }

  @Test
  void takesOtherFieldsByTheNamesThatTheClientWants() {
    assertThat(asked("terms=a;ef=term_dt,long_desc:text,is_noc:").extra())
        .containsExactly(
            Map.entry("term_dt", NlmField.TERM_DT),
            Map.entry("text", NlmField.LONG_DESC),
            Map.entry("is_noc", NlmField.IS_NOC));
    assertThatThrownBy(() -> asked("terms=a;ef=size")).hasMessageContaining("size is no field");
    assertThatThrownBy(() -> asked("q=code:E1")).hasMessageContaining("terms");
  }
}
