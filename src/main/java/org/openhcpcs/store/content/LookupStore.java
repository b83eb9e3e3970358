package org.openhcpcs.store.content;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.code.StatuteReference;
import org.openhcpcs.code.Wording;
import org.openhcpcs.database.Sql;
import org.openhcpcs.source.companion.ProcessingNote;

/** The lookup tables: which values are documented, and a row for each that a release uses. */
public record LookupStore(Sql sql) {

  /** Every wording that a record layout ever gave a value. */
  public List<Wording> wordings() {
    return wordings("");
  }

  /** The wordings that came with the program. */
  public List<Wording> builtInWordings() {
    return wordings(" where built_in");
  }

  private List<Wording> wordings(String where) {
    return sql.list(
        "select indicator, code, stated_on, description, heading, valid_from, valid_to, source"
            + " from hcpcs.indicator_wording"
            + where,
        Wording.class);
  }

  /** The numbers of all processing notes whose text is known. */
  public Set<String> documentedNotes() {
    return new HashSet<>(
        sql.list("select code from hcpcs.processing_note where documented", String.class));
  }

  /**
   * Gives every value that a release uses a row, so that its records can refer to it. What the rows
   * say is derived when the release is published.
   */
  public void makeRoom(StagedRelease release) {
    String file = release.codeFile().file();
    makeRoom(release.undocumented(), release.codeFile().records(), file);
    makeRoomForExplained(release.explained(), file);
    for (Indicator indicator : Indicator.values()) {
      addRows(
          indicator,
          release.companions().wordings().stream()
              .filter(wording -> wording.indicator() == indicator)
              .map(Wording::code)
              .toList(),
          file);
    }
    addRows(
        Indicator.PROCESSING_NOTE,
        release.companions().notes().stream().map(ProcessingNote::code).toList(),
        file);
  }

  /** What explained a value when the release was checked may be gone. */
  private void makeRoomForExplained(List<Finding> explained, String file) {
    for (Field field : Field.ALL) {
      if (field.indicator().isPresent()) {
        addRows(
            field.indicator().get(),
            explained.stream()
                .filter(finding -> field.column().equals(finding.field()))
                .flatMap(finding -> Stream.ofNullable(finding.observed()))
                .toList(),
            file);
      }
    }
  }

  /** Gives undocumented values, and the statutes of records, a row. */
  public void makeRoom(
      Map<Indicator, Set<String>> undocumented, List<PublishedRecord> records, String file) {
    for (Map.Entry<Indicator, Set<String>> entry : undocumented.entrySet()) {
      addRows(entry.getKey(), entry.getValue(), file);
    }
    addStatutes(
        records.stream()
            .map(published -> published.record().get(Field.STATUTE))
            .filter(statute -> !statute.isEmpty())
            .collect(Collectors.toSet()));
  }

  private void addRows(Indicator indicator, Collection<String> values, String source) {
    boolean note = indicator == Indicator.PROCESSING_NOTE;
    sql.batch(
        "insert into hcpcs.%s (code, documented, source%s) values (?, false, ?%s) on conflict do nothing"
            .formatted(indicator.table(), note ? ", stated_on" : "", note ? ", '-infinity'" : ""),
        values,
        value -> Sql.values(value, source));
  }

  /** Gives every spelling of a statute a row with its normal form, if it has one. */
  private void addStatutes(Set<String> spellings) {
    sql.batch(
        "insert into hcpcs.statute_reference (statute, reference) values (?, ?) on conflict do nothing",
        spellings,
        spelling -> Sql.values(spelling, StatuteReference.of(spelling).orElse(null)));
  }
}
