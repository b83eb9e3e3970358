package org.openhcpcs.job.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.site.CodeNote;
import org.openhcpcs.database.Database;
import org.openhcpcs.job.LoggedRun;
import org.openhcpcs.source.site.NoteReader;
import org.openhcpcs.store.site.SiteTables;

/** Brings a site's own texts on codes into the database. */
public record NoteJob(Database database) {

  /**
   * Makes the database hold the notes of a folder and its sub-folders, and no others: those of
   * files that are gone go too.
   *
   * @throws HcpcsException PATH_NOT_FOUND if there is no such folder, NO_RELEASE_FOUND if it has no
   *     Markdown file, FILE_UNREADABLE if a file cannot be read, LOCK_HELD if another run holds the
   *     lock; nothing is changed then
   */
  public SiteLoaded load(Path folder) {
    List<Path> files = SiteFiles.markdown(folder);
    if (files.isEmpty()) {
      throw ErrorCode.FILE_UNREADABLE.failure(
          "%s: no Markdown file (*.md) in it; nothing was changed. To take all notes out, run: hcpcs notes clear",
          folder);
    }
    List<String> problems = new ArrayList<>();
    List<CodeNote> all = new ArrayList<>();
    for (Path file : files) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      try {
        all.addAll(NoteReader.read(name, SiteFiles.bytes(file)));
      } catch (HcpcsException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      return SiteLoaded.refused(problems);
    }
    SiteTables.RowCounts change = replace(all, "notes load " + folder);
    Set<String> unknown =
        new SiteTables(database.sql()).unknown(all.stream().map(CodeNote::code).toList());
    List<String> notes =
        all.stream()
            .filter(note -> unknown.contains(note.code()))
            .map(
                note ->
                    "%s: %s is in no loaded edition; its notes were kept"
                        .formatted(note.file(), note.code()))
            .distinct()
            .toList();
    return new SiteLoaded(change, notes, List.of());
  }

  /** Takes out all notes; returns how many sections. */
  public int clear() {
    return replace(List.of(), "notes clear").removed();
  }

  private SiteTables.RowCounts replace(List<CodeNote> notes, String command) {
    return LoggedRun.unheard(
        database,
        command,
        () -> new SiteTables(database.sql()).replaceNotes(notes),
        SiteTables.RowCounts::isNothing);
  }
}
