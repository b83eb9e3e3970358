package org.openhcpcs.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private static final Json OBJECT =
      new Json()
          .with("text", "déjà \"vu\"\n")
          .with("day", LocalDate.of(2008, 4, 1))
          .with("numbers", List.of(1, -2L, 0.5))
          .with("objects", List.of(new Json().with("is", true), Map.of("is", false)))
          .with("none", List.of())
          .with("nothing", null)
          .with("empty", Optional.empty())
          .with("there", Optional.of(7));

  @Test
  void isOneLine() {
    assertThat(OBJECT.line())
        .isEqualTo(
            "{\"text\":\"déjà \\\"vu\\\"\\n\",\"day\":\"2008-04-01\",\"numbers\":[1,-2,0.5],"
                + "\"objects\":[{\"is\":true},{\"is\":false}],\"none\":[],\"nothing\":null,"
                + "\"empty\":null,\"there\":7}");
  }

  @Test
  void keepsArraysInOneLineWhereItIsForPeopleToo() {
    assertThat(OBJECT.pretty().lines())
        .containsExactly(
            "{",
            "  \"text\" : \"déjà \\\"vu\\\"\\n\",",
            "  \"day\" : \"2008-04-01\",",
            "  \"numbers\" : [ 1, -2, 0.5 ],",
            "  \"objects\" : [ {",
            "    \"is\" : true",
            "  }, {",
            "    \"is\" : false",
            "  } ],",
            "  \"none\" : [ ],",
            "  \"nothing\" : null,",
            "  \"empty\" : null,",
            "  \"there\" : 7",
            "}");
  }

  @Test
  void hasALineForEachElementInAFile() {
    Json object = new Json().with("é", List.of(1, "ü")).with("none", Map.of());
    assertThat(object.file())
        .isEqualTo(
            "{\n  \"é\" : [\n    1,\n    \"ü\"\n  ],\n  \"none\" : { }\n}\n"
                .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void escapesWhatIsNotAscii() {
    assertThat(new Json().with("é", "😀 e").asciiFile())
        .isEqualTo(
            "{\n  \"\\u00E9\" : \"\\uD83D\\uDE00 e\"\n}\n".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void readsWhatItWrote() throws IOException {
    assertThat(Json.read(OBJECT.file()).line()).isEqualTo(OBJECT.line());
    assertThat(Json.read(OBJECT.asciiFile()).line()).isEqualTo(OBJECT.line());
  }

  @Test
  void readsNumbersWithAllTheirDigits() throws IOException {
    String text = "{\"a\":[1,12345678901,123456789012345678901,1.50]}";
    Json read = Json.read(text.getBytes(StandardCharsets.UTF_8));
    assertThat(read.members())
        .containsEntry(
            "a",
            List.of(
                1, 12345678901L, new BigInteger("123456789012345678901"), new BigDecimal("1.50")));
    assertThat(read.line()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "null",
        "{",
        "{\"a\":}",
        "{\"a\":[1}",
        "{} 1",
        "{\"a\":1,\"a\":1}",
        "{\"a\":1"
      })
  void refusesWhatIsNotOneObject(String text) {
    assertThatThrownBy(() -> Json.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class);
  }
}
