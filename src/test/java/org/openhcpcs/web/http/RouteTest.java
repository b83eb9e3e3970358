package org.openhcpcs.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Routes and what stands behind the question mark. */
class RouteTest {

  private static Map<String, String> variables(String template, String path) {
    return new Route(template).variables(path.split("/", -1)).orElse(Map.of("none", ""));
  }

  @Test
  void takesWhatStandsForTheNamesOfItsTemplate() {
    assertThat(variables("/codes/{code}", "/codes/J9380"))
        .containsExactly(Map.entry("code", "J9380"));
    assertThat(variables("/", "/")).isEmpty();
    for (String other : List.of("/codes/", "/codes", "/codes/a/b", "/Codes/a", "//codes/a")) {
      assertThat(variables("/codes/{code}", other)).as(other).containsKey("none");
    }
  }

  @Test
  void answersTheMethodsThatItHasAnAnswerFor() {
    assertThat(new Route("/a").direct(request -> WebAnswer.html("")).methods())
        .containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS");
    assertThat(new Route("/a").post(request -> WebAnswer.html("")).methods())
        .containsExactlyInAnyOrder("POST", "OPTIONS");
  }

  @Test
  void hasOneAnswerOfAForm() {
    Route route = new Route("/a").html((question, database) -> WebAnswer.html(""));
    assertThatThrownBy(() -> route.html((question, database) -> WebAnswer.html("")))
        .hasMessage("/a has an answer as HTML");
  }

  @Test
  void refusesWhatAnAddressDoesNotTakeIfItSaysWhatItTakes() {
    Route route = new Route("/a").taking("code");
    route.expect(Parameters.of("code=x&on=2008-02-29&known_on=&_=1700000000"));
    new Route("/a").expect(Parameters.of("knownon=2008-02-29"));
    assertThatThrownBy(() -> route.expect(Parameters.of("code=x&knownon=2008-02-29")))
        .hasMessage("knownon: no parameter of this address, which takes code, known_on, on");
    assertThatThrownBy(() -> Parameters.of("on=2008-02-29&on=2008-03-01").day("on"))
        .hasMessage("on: given more than once; ask for one day at a time");
    assertThat(Parameters.of("on=2008-02-29&on=2008-02-29").day("on")).isPresent();
  }

  @Test
  void readsParametersAsBrowsersWriteThem() {
    Parameters parameters = Parameters.of("q=a+b%26c&code=x&code=%C3%BC&empty&&on=2008-02-29");
    assertThat(parameters.text("q")).isEqualTo("a b&c");
    assertThat(parameters.all("code")).containsExactly("x", "ü");
    assertThat(parameters.has("empty")).isTrue();
    assertThat(parameters.find("empty")).isEmpty();
    assertThat(parameters.day("on")).hasToString("Optional[2008-02-29]");
    assertThat(Parameters.of("n=7").number("n", 7)).isEqualTo(OptionalInt.of(7));
    assertThat(Parameters.of("").number("n", 7)).isEmpty();
  }

  @Test
  void refusesParametersThatAreNone() {
    for (String query :
        List.of("a=%", "a=%0", "a=%zz", "a=%00", "a=%ff", "a=%C3", "%00=a", "a=1&".repeat(1001))) {
      assertThatThrownBy(() -> Parameters.of(query)).isInstanceOf(ProblemException.class);
    }
    for (String day :
        List.of(
            "2008-2-1", "2008-02-30", "20080201", "today", "2008-02-01T00:00", "+12008-01-01")) {
      assertThatThrownBy(() -> Parameters.of("on=" + day.replace("+", "%2B")).day("on"))
          .as(day)
          .hasMessage("on=" + day + ": not a day; write it as YYYY-MM-DD, such as 2019-03-01");
    }
    for (String number : List.of("8", "-1", "1.0", "x", "99999999999")) {
      assertThatThrownBy(() -> Parameters.of("n=" + number).number("n", 7))
          .hasMessage("n=" + number + ": not a number from 0 to 7");
    }
  }
}
