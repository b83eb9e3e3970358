package org.openhcpcs.store.site;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.openhcpcs.code.site.CodeNote;
import org.openhcpcs.database.CopyRows;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.Transaction;

/** The texts that a site keeps on codes, {@code hcpcs.code_note}. */
public record NoteStore(Database database) {

  /** Puts notes in the place of all that the database has, in one transaction. */
  public SiteTables.RowCounts replace(Collection<CodeNote> notes) {
    return Transaction.committed(
        database.connection(),
        () -> {
          Set<CodeNote> wanted = new LinkedHashSet<>(notes);
          SiteTables.RowCounts change = SiteTables.RowCounts.between(all(), wanted);
          if (change.isNothing()) {
            return change;
          }
          database.sql().run("delete from hcpcs.code_note");
          CopyRows rows = new CopyRows();
          for (CodeNote note : wanted) {
            rows.add(note.file())
                .add(note.position())
                .add(note.code())
                .add(note.section())
                .add(note.body())
                .add(note.source())
                .addText(note.notedOn())
                .endRow();
          }
          rows.send(
              database.connection(),
              "hcpcs.code_note (file, position, code, section, body, source, noted_on)");
          return change;
        });
  }

  private Set<CodeNote> all() {
    return new LinkedHashSet<>(
        database
            .sql()
            .list(
                "select file, position, code, section, body, source, noted_on from hcpcs.code_note",
                row ->
                    new CodeNote(
                        row.getString(1),
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getObject(7, LocalDate.class))));
  }
}
