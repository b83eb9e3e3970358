package org.openhcpcs.feed.omop;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.function.IOConsumer;
import org.openhcpcs.feed.Format;
import org.openhcpcs.feed.Snapshot;
import org.openhcpcs.feed.SnapshotFormat;
import org.openhcpcs.feed.folder.CodeSetState;
import org.openhcpcs.feed.folder.FeedFolder;
import org.openhcpcs.feed.table.CodeStatus;
import org.openhcpcs.feed.table.Replacements;
import org.openhcpcs.feed.table.Row;
import org.openhcpcs.feed.table.RowWriter;

/**
 * Writes the vocabulary tables of the OMOP common data model 5.4, in files as Athena gives them
 * out: {@code CONCEPT.csv}, {@code CONCEPT_SYNONYM.csv}, {@code CONCEPT_RELATIONSHIP.csv} and
 * {@code VOCABULARY.csv}, between tabs, without quotes. They are written when all rows have been
 * seen: what is replaced depends on them all.
 */
public final class OmopWriter implements RowWriter<Row> {

  public static final Format FORMAT = new SnapshotFormat("omop", OmopWriter::new);

  private static final String VOCABULARY = "HCPCS";
  private static final LocalDate UNKNOWN_START = LocalDate.of(1970, 1, 1);
  private static final LocalDate NO_END = LocalDate.of(2099, 12, 31);
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final int NAME = 255;
  private static final int SYNONYM = 1000;
  private static final String ELLIPSIS = "...";

  /** OHDSI's concept of the English language. */
  private static final String ENGLISH = "4180186";

  /** OHDSI's concept for what has none. */
  private static final String NO_CONCEPT = "0";

  private final FeedFolder folder;
  private final Snapshot snapshot;
  private final LocalDate day;
  private final Replacements replacements = new Replacements();

  OmopWriter(FeedFolder folder, Snapshot snapshot) {
    this.folder = folder;
    this.snapshot = snapshot;
    this.day = snapshot.state().day();
  }

  @Override
  public void write(Row row) {
    replacements.add(row);
  }

  @Override
  public void finish() throws IOException {
    concepts();
    synonyms();
    relationships();
    vocabulary();
  }

  private void concepts() throws IOException {
    table(
        "CONCEPT",
        "concept_id concept_name domain_id vocabulary_id concept_class_id standard_concept "
            + "concept_code valid_start_date valid_end_date invalid_reason",
        file -> snapshot.forEach(row -> concept(file, row)));
  }

  private void table(String name, String header, IOConsumer<TabFile> rows) throws IOException {
    try (TabFile file = new TabFile(folder, name, header)) {
      rows.accept(file);
      file.finish();
    }
  }

  private void concept(TabFile file, Row row) throws IOException {
    String code = row.required("code");
    LocalDate end = row.value("termination_date").map(LocalDate::parse).orElse(NO_END);
    file.row(
        id(code),
        cut(name(row), NAME),
        Domain.of(row.value("betos").orElse("")),
        VOCABULARY,
        row.required("kind").equals("modifier") ? "HCPCS Modifier" : "HCPCS",
        "",
        code,
        DAY.format(start(row, end)),
        DAY.format(end),
        invalidReason(row));
  }

  /** A code that ended before it was added is valid on its last day, which OHDSI wants. */
  static LocalDate start(Row row, LocalDate end) {
    LocalDate start =
        Stream.of("added_date", "action_effective_date")
            .flatMap(column -> row.value(column).stream())
            .findFirst()
            .map(LocalDate::parse)
            .orElse(UNKNOWN_START);
    return start.isAfter(end) ? end : start;
  }

  private static String name(Row row) {
    return row.value("long_description")
        .or(() -> row.value("short_description"))
        .orElseGet(() -> row.required("code"));
  }

  private String invalidReason(Row row) {
    if (CodeStatus.of(row, day) != CodeStatus.TERMINATED) {
      return "";
    }
    return replacements.livingEnds(row.required("code")).isEmpty() ? "D" : "U";
  }

  /** As OHDSI cuts texts: what is too long ends in three dots. */
  static String cut(String text, int length) {
    if (text.codePointCount(0, text.length()) <= length) {
      return text;
    }
    int end = text.offsetByCodePoints(0, length - ELLIPSIS.length());
    return text.substring(0, end).strip() + ELLIPSIS;
  }

  private void synonyms() throws IOException {
    table(
        "CONCEPT_SYNONYM",
        "concept_id concept_synonym_name language_concept_id",
        file ->
            snapshot.forEach(
                row -> {
                  for (String synonym : synonymsOf(row)) {
                    file.row(id(row.required("code")), synonym, ENGLISH);
                  }
                }));
  }

  private static List<String> synonymsOf(Row row) {
    return Stream.of("long_description", "short_description")
        .flatMap(column -> row.value(column).stream())
        .map(text -> cut(text, SYNONYM))
        .distinct()
        .toList();
  }

  private void relationships() throws IOException {
    table(
        "CONCEPT_RELATIONSHIP",
        "concept_id_1 concept_id_2 relationship_id valid_start_date valid_end_date invalid_reason",
        this::relationships);
  }

  private void relationships(TabFile file) throws IOException {
    for (String code : replacements.replaced()) {
      LocalDate start = replacements.end(code).plusDays(1);
      if (start.isAfter(day)) {
        continue; // it has not ended yet, and what is valid is not replaced
      }
      for (String end : replacements.livingEnds(code)) {
        relationship(file, code, end, "Concept replaced by", start);
        relationship(file, end, code, "Concept replaces", start);
      }
    }
  }

  private static void relationship(
      TabFile file, String from, String to, String relationship, LocalDate start)
      throws IOException {
    file.row(id(from), id(to), relationship, DAY.format(start), DAY.format(NO_END), "");
  }

  private void vocabulary() throws IOException {
    CodeSetState state = snapshot.state();
    String version =
        state
            .edition()
            .map(
                source ->
                    String.format(
                        "%s Alpha Numeric HCPCS File, revision %d",
                        source.edition(), source.revision()))
            .orElseGet(() -> "HCPCS as known on " + state.knownOn());
    table(
        "VOCABULARY",
        "vocabulary_id vocabulary_name vocabulary_reference vocabulary_version vocabulary_concept_id",
        file ->
            file.row(
                VOCABULARY,
                "Healthcare Common Procedure Coding System (CMS)",
                "https://www.cms.gov/medicare/coding-billing/healthcare-common-procedure-system/quarterly-update",
                version,
                NO_CONCEPT));
  }

  private static String id(String code) {
    return Integer.toString(ConceptId.of(code));
  }
}
