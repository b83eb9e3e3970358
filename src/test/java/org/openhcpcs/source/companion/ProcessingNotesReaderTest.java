package org.openhcpcs.source.companion;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.Charset;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessingNotesReaderTest {

  @Test
  void readsANoteOfOneLine() {
    assertThat(read("          0006--REPORT THE MEASURED DOSE.                               *"))
        .containsExactly(new ProcessingNote("0006", "REPORT THE MEASURED DOSE.", Optional.empty()));
  }

  @Test
  void joinsTheLinesOfANoteAndDropsTheBorder() {
    assertThat(
            read(
                "          0003--THIS IS USUALLY PART OF THE PROFILES       *\r",
                "                FOR CBC  AND SHOULD BE GIVEN               *\r",
                "                                                           *\r",
                "                TO NOT PAYING SEPARATELY.                  *\r"))
        .extracting(ProcessingNote::text)
        .containsExactly(
            "THIS IS USUALLY PART OF THE PROFILES FOR CBC  AND SHOULD BE GIVEN TO NOT PAYING SEPARATELY.");
  }

  @Test
  void readsNotesThatAreIndentedWithTabs() {
    assertThat(
            read(
                "\t  0135--MEDICARE BENEFIT POLICY MANUAL, CHAPTER\t\t   *",
                "\t\t(100.02,15,110.3).\t\t\t\t\t\t           *\t",
                "\t\t\t\t\t\t\t\t\t\t\t   *",
                "\t  0136--PAID ON THE OPPS FEE SCHEDULE.\t*"))
        .extracting(ProcessingNote::code, ProcessingNote::text)
        .containsExactly(
            tuple("0135", "MEDICARE BENEFIT POLICY MANUAL, CHAPTER (100.02,15,110.3)."),
            tuple("0136", "PAID ON THE OPPS FEE SCHEDULE."));
  }

  @Test
  void ignoresWhatStandsBeforeTheFirstNote() {
    assertThat(
            read(
                "                    PROCESSING NOTES",
                " _______________________________",
                "October 31, 2011",
                "0001--FIRST."))
        .extracting(ProcessingNote::code, ProcessingNote::text)
        .containsExactly(tuple("0001", "FIRST."));
  }

  @Test
  void dropsOneBorderAndNoOtherAsterisk() {
    assertThat(read("0001--*SEE* NOTE **   *", "0002--A * B"))
        .extracting(ProcessingNote::text)
        .containsExactly("*SEE* NOTE **", "A * B");
  }

  @Test
  void keepsANoteWithoutText() {
    assertThat(read("0001--   *", "0002--", "      SECOND.  *"))
        .extracting(ProcessingNote::code, ProcessingNote::text)
        .containsExactly(tuple("0001", ""), tuple("0002", "SECOND."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"001--THREE DIGITS", "00010--FIVE DIGITS", "0001-ONE HYPHEN", "X0001--A LETTER"})
  void takesOnlyFourDigitsAndTwoHyphensForANumber(String line) {
    assertThat(read("0009--NINE.", line))
        .extracting(ProcessingNote::code, ProcessingNote::text)
        .containsExactly(tuple("0009", "NINE. " + line));
  }

  @ParameterizedTest
  @CsvSource({
    "THIS PROCESSING NOTE DELETED 1/1/97., 1997-01-01",
    "THIS PROCESSING NOTE DELETED 12/31/2003., 2003-12-31",
    "This processing note was deleted 1/1/05., 2005-01-01",
    "THIS PROCESSING NOTE DELETED ON 1/1/69., 2069-01-01",
    "THIS PROCESSING NOTE DELETED: 1/1/70, 1970-01-01",
    "THIS PROCESSING NOTE DELETED EFFECTIVE  1/1/97., 1997-01-01"
  })
  void readsWhenANoteWasDeleted(String text, LocalDate deletedOn) {
    assertThat(read("0001--" + text + "   *"))
        .containsExactly(new ProcessingNote("0001", text, Optional.of(deletedOn)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "THIS PROCESSING NOTE DELETED.",
        "THIS PROCESSING NOTE DELETED 13/1/97.",
        "THIS PROCESSING NOTE DELETED 2/30/97.",
        "THIS PROCESSING NOTE DELETED 1/1/7.",
        "THIS PROCESSING NOTE DELETED FOR DATES AFTER 1/1/97.",
        "THE CODE WAS DELETED 1/1/97."
      })
  void keepsTheTextWhereItTellsNoDateOfDeletion(String text) {
    assertThat(read("0001--" + text))
        .containsExactly(new ProcessingNote("0001", text, Optional.empty()));
  }

  @Test
  void readsADeletionThatBreaksOverLines() {
    assertThat(read("0001--THIS PROCESSING NOTE   *", "      DELETED 1/1/97.      *"))
        .containsExactly(
            new ProcessingNote(
                "0001",
                "THIS PROCESSING NOTE DELETED 1/1/97.",
                Optional.of(LocalDate.of(1997, 1, 1))));
  }

  @Test
  void readsLinesThatEndWithTwoReturns() {
    assertThat(read("0001--FIRST.   *\r\r", "0002--SECOND.   *\r\r"))
        .extracting(ProcessingNote::code, ProcessingNote::text)
        .containsExactly(tuple("0001", "FIRST."), tuple("0002", "SECOND."));
  }

  @Test
  void readsWindowsQuotes() {
    assertThat(
            ProcessingNotesReader.read(
                "0001--CMS’S “NOTE”.".getBytes(Charset.forName("windows-1252"))))
        .extracting(ProcessingNote::text)
        .containsExactly("CMS’S “NOTE”.");
  }

  @Test
  void showsADeadByteAsItsSymbol() {
    assertThat(read("0001--DE\0AD."))
        .extracting(ProcessingNote::text)
        .containsExactly("DE\u2400AD.");
  }

  @Test
  void readsALineOfManyBlanksInGoodTime() {
    List<ProcessingNote> notes =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(10), () -> read("0001--A", " ".repeat(100_000) + "B   *"));
    assertThat(notes).extracting(ProcessingNote::text).containsExactly("A B");
  }

  @Test
  void findsNoNoteInAnythingElse() {
    assertThat(read("")).isEmpty();
    assertThat(read("<html>", "</html>")).isEmpty();
  }

  private static List<ProcessingNote> read(String... lines) {
    return ProcessingNotesReader.read(String.join("\n", lines).getBytes(US_ASCII));
  }
}
