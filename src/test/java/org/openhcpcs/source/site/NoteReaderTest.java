package org.openhcpcs.source.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.site.CodeNote;

class NoteReaderTest {

  private static List<CodeNote> read(String file, String text) {
    return NoteReader.read(file, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsTheSectionsOfTheCodeThatTheFileIsNamedAfter() {
    assertThat(
            read(
                "home/s9372.md",
                "---\nSource: Coding desk\ndate: 2026-11-01\n---\n# Title\n\nFirst.\n\n## Indications ##\n\n* one\n* ü\n\n## Purpose\nLast\n"))
        .containsExactly(
            note("home/s9372.md", 1, "S9372", "Summary", "First."),
            note("home/s9372.md", 2, "S9372", "Indications", "* one\n* ü"),
            note("home/s9372.md", 3, "S9372", "Purpose", "Last"));
  }

  private static CodeNote note(
      String file, int position, String code, String section, String body) {
    return new CodeNote(
        file, position, code, section, body, "Coding desk", LocalDate.of(2026, 11, 1));
  }

  @Test
  void givesOneTextToSeveralCodesOfAnyLevel() {
    assertThat(read("visits.md", "---\ncode: 99213, 99214 nu\n---\n## Purpose\r\nVisits.\r\n"))
        .containsExactly(
            new CodeNote("visits.md", 1, "99213", "Purpose", "Visits.", "visits.md", null),
            new CodeNote("visits.md", 1, "99214", "Purpose", "Visits.", "visits.md", null),
            new CodeNote("visits.md", 1, "NU", "Purpose", "Visits.", "visits.md", null));
  }

  @Test
  void takesNoHeadingFromACodeBlock() {
    assertThat(read("S9372.md", "Text\n```sql\n## no heading\n# none\n```\n### a deeper one\n"))
        .extracting(CodeNote::section, CodeNote::body)
        .containsExactly(
            Tuple.tuple("Summary", "Text\n```sql\n## no heading\n# none\n```\n### a deeper one"));
  }

  @Test
  void takesASectionSummaryAsWellAsATextBeforeTheFirstHeading() {
    assertThat(read("S9372.md", "## Summary\n\nText\n"))
        .extracting(CodeNote::position, CodeNote::section)
        .containsExactly(Tuple.tuple(1, "Summary"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "notes.md|Text|notes.md line 1: notes is no code; name the file after its code, or begin it with ---, code: and ---",
        "S9372.md|---~code: S937~---~Text|S9372.md line 1: S937 is no code; name the file after its code, or begin it with ---, code: and ---",
        "S9372.md|---~code: S9372~Text|S9372.md line 3: not understood; write code:, source: or date:, then its value",
        "S9372.md|---~code: S9372|S9372.md line 1: the block that begins here has no end; close it with a line ---",
        "S9372.md|---~author: me~---~Text|S9372.md line 2: author is unknown, empty or there twice; known are code, source and date",
        "S9372.md|---~date: soon~---~Text|S9372.md line 1: soon is no date; write YYYY-MM-DD",
        "S9372.md|First~## A~x~## a~y|S9372.md line 4: a second section a",
        "S9372.md|Text~## Summary~more|S9372.md line 2: a second section Summary",
        "S9372.md|## A~~## B~x|S9372.md line 1: nothing below the heading A",
        "S9372.md|# Title~~|S9372.md: no text in it",
      })
  void namesTheLineThatCannotBeUsed(String file, String text, String message) {
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> read(file, text.replace('~', '\n')))
        .withMessage(message);
  }
}
