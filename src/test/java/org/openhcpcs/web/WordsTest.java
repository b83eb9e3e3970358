package org.openhcpcs.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void namesFieldsAsPeopleDo() {
    assertThat(Words.field("asc_payment_group")).isEqualTo("ASC payment group");
    assertThat(Words.field("mog_effective_date")).isEqualTo("MOG effective date");
    assertThat(Words.field("betos")).isEqualTo("BETOS");
    assertThat(Words.field("type_of_service_2")).isEqualTo("type of service 2");
    assertThat(Words.number(1234567)).isEqualTo("1,234,567");
  }

  @Test
  void setsApartTheBlanksThatBrowsersLeaveOut() {
    assertThat(Words.blanksApart("  two  words "))
        .containsExactly("", "  ", "two", "  ", "words", " ", "");
    assertThat(Words.blanksApart("a b")).containsExactly("a b");
  }
}
