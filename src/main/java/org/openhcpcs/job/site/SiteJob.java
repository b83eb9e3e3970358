package org.openhcpcs.job.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.site.CodeNote;
import org.openhcpcs.code.site.Policy;
import org.openhcpcs.database.Database;
import org.openhcpcs.job.LoggedRun;
import org.openhcpcs.source.site.NoteReader;
import org.openhcpcs.source.site.PolicyReader;
import org.openhcpcs.store.site.SiteTables;

/** Brings into the database what a site itself says of codes: its notes and its policies. */
public record SiteJob(Database database) {

  /**
   * What a load did.
   *
   * @param change how many rows it changed; zero if there are problems
   * @param notes what was noticed of rows that were loaded
   * @param problems why rows cannot be used; nothing was changed if there are any
   */
  public record SiteLoaded(SiteTables.RowCounts change, List<String> notes, List<String> problems) {

    public SiteLoaded {
      notes = List.copyOf(notes);
      problems = List.copyOf(problems);
    }
  }

  /** A place of a file that says something of a code. */
  private record CodePlace(String place, String code) {}

  /**
   * Makes the database hold the notes of a folder and its sub-folders, and no others: those of
   * files that are gone go too.
   *
   * @throws HcpcsException PATH_NOT_FOUND if there is no such folder, FILE_UNREADABLE if it has no
   *     Markdown file, LOCK_HELD if another run holds the lock; nothing is changed then
   */
  public SiteLoaded loadNotes(Path folder) {
    List<Path> files = SiteFiles.markdown(folder);
    if (files.isEmpty()) {
      throw ErrorCode.FILE_UNREADABLE.failure(
          "%s: no Markdown file (*.md) in it; nothing was changed. To take all notes out, run: hcpcs notes clear",
          folder);
    }
    List<String> problems = new ArrayList<>();
    List<CodeNote> notes = new ArrayList<>();
    for (Path file : files) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      try {
        notes.addAll(NoteReader.read(name, SiteFiles.bytes(file)));
      } catch (HcpcsException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    return load(
        problems,
        () -> replaceNotes(notes, "notes load " + folder),
        notes.stream().map(note -> new CodePlace(note.file(), note.code())).toList(),
        "its notes were kept");
  }

  /** Takes out all notes; returns how many sections. */
  public int clearNotes() {
    return replaceNotes(List.of(), "notes clear").removed();
  }

  /**
   * Puts the policies of the files in the place of all that the database has of the same sources.
   *
   * @throws HcpcsException PATH_NOT_FOUND or FILE_UNREADABLE for a file that cannot be used,
   *     LOCK_HELD if another run holds the lock; nothing is changed then
   */
  public SiteLoaded loadPolicies(List<Path> files) {
    List<String> problems = new ArrayList<>();
    List<CodePlace> places = new ArrayList<>();
    List<Policy> policies = new ArrayList<>();
    Set<List<String>> seen = new HashSet<>();
    for (Path file : files) {
      PolicyReader.PolicyLines content = PolicyReader.read(file.toString(), SiteFiles.bytes(file));
      problems.addAll(content.problems());
      for (PolicyReader.PolicyLine line : content.lines()) {
        Policy policy = line.policy();
        String place = "%s line %d".formatted(file, line.number());
        if (!seen.add(List.of(policy.code(), policy.source(), policy.identifier()))) {
          problems.add(
              "%s: %s has the policy %s in another file"
                  .formatted(place, policy.code(), policy.identifier()));
        }
        places.add(new CodePlace(place, policy.code()));
        policies.add(policy);
      }
    }
    Set<String> sources = policies.stream().map(Policy::source).collect(Collectors.toSet());
    return load(
        problems,
        () -> replacePolicies(sources, policies, "policies load " + files),
        places,
        "the policy was kept");
  }

  /**
   * Takes out all policies of a source; returns how many.
   *
   * @throws HcpcsException LOCK_HELD if another run holds the lock
   */
  public int removePolicies(String source) {
    return replacePolicies(Set.of(source), List.of(), "policies remove " + source).removed();
  }

  /** Loads if there are no problems, and names the codes that no loaded edition lists. */
  private SiteLoaded load(
      List<String> problems,
      Supplier<SiteTables.RowCounts> replacement,
      List<CodePlace> places,
      String kept) {
    if (!problems.isEmpty()) {
      return new SiteLoaded(new SiteTables.RowCounts(0, 0, 0), List.of(), problems);
    }
    SiteTables.RowCounts change = replacement.get();
    Set<String> unknown = tables().unknown(places.stream().map(CodePlace::code).toList());
    List<String> notes =
        places.stream()
            .filter(each -> unknown.contains(each.code()))
            .map(each -> each.place() + ": " + each.code() + " is in no loaded edition; " + kept)
            .distinct()
            .toList();
    return new SiteLoaded(change, notes, List.of());
  }

  private SiteTables.RowCounts replaceNotes(List<CodeNote> notes, String command) {
    return logged(command, () -> tables().replaceNotes(notes));
  }

  private SiteTables.RowCounts replacePolicies(
      Set<String> sources, List<Policy> policies, String command) {
    return logged(command, () -> tables().replacePolicies(sources, policies));
  }

  private SiteTables.RowCounts logged(String command, Supplier<SiteTables.RowCounts> replacement) {
    return LoggedRun.unheard(database, command, replacement, SiteTables.RowCounts::isNothing);
  }

  private SiteTables tables() {
    return new SiteTables(database.sql());
  }
}
