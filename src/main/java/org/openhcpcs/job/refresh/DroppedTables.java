package org.openhcpcs.job.refresh;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.database.Database;
import org.openhcpcs.job.LoadReport.Failure;
import org.openhcpcs.job.reference.ReferenceJob;
import org.openhcpcs.job.refresh.Outlook.FoundFile;
import org.openhcpcs.job.refresh.Outlook.Standing;
import org.openhcpcs.release.archive.Container;
import org.openhcpcs.release.archive.FileSearch;
import org.openhcpcs.release.archive.Role;
import org.openhcpcs.release.reference.ReferenceName;
import org.openhcpcs.store.reference.ReferenceStore.TableOutcome;

/**
 * The reference tables in the drop folder, by their names: crosswalks, payment files and the RBCS.
 * One that cannot be read keeps no other from being loaded.
 *
 * @param files zips, workbooks and CSV files
 */
record DroppedTables(List<Path> files) {

  DroppedTables {
    files = List.copyOf(files);
  }

  /** What lies in the folder and in its folders; nothing if there is no folder. */
  static DroppedTables in(Optional<Path> folder) {
    return new DroppedTables(
        folder
            .filter(Files::isDirectory)
            .map(FileSearch::absolute)
            .map(
                drop ->
                    FileSearch.children(drop).stream()
                        .flatMap(
                            child ->
                                Files.isDirectory(child)
                                    ? FileSearch.children(child).stream()
                                    : Stream.of(child))
                        .filter(Files::isRegularFile)
                        .filter(DroppedTables::isNamedLikeATable)
                        .toList())
            .orElse(List.of()));
  }

  private static boolean isNamedLikeATable(Path file) {
    String name = file.getFileName().toString();
    return (Role.isTable(name) || Container.isZip(name)) && ReferenceName.isReference(name);
  }

  /**
   * Loads them, and returns those that were not loaded before, such as {@code ndc-asp 2025-01}. The
   * caller holds the lock.
   */
  List<String> load(Database database, Consumer<String> notes, List<Failure> failures) {
    ReferenceJob job = new ReferenceJob(database);
    List<String> loaded = new ArrayList<>();
    for (Path file : files) {
      try {
        ReferenceJob.TablesLoaded report = job.loadWithin(List.of(file));
        report.notes().forEach(notes);
        report.outcomes().stream()
            .filter(TableOutcome::isNew)
            .map(outcome -> outcome.release().kind().label() + " " + outcome.release().edition())
            .forEach(loaded::add);
      } catch (HcpcsException e) {
        failures.add(failure(file, e));
      }
    }
    return loaded;
  }

  /** Says of each what {@link #load} would do, and changes nothing. */
  void preview(Database database, List<FoundFile> rows, List<Failure> failures) {
    ReferenceJob job = new ReferenceJob(database);
    for (Path file : files) {
      try {
        for (TableOutcome outcome : job.dryRun(List.of(file), Optional.empty()).outcomes()) {
          rows.add(
              new FoundFile(
                  Optional.of(outcome.release().edition()),
                  file.toString(),
                  outcome.isNew() ? Standing.NEW : Standing.LOADED));
        }
      } catch (HcpcsException e) {
        rows.add(new FoundFile(Optional.empty(), file.toString(), Standing.DAMAGED));
        failures.add(failure(file, e));
      }
    }
  }

  private static Failure failure(Path file, HcpcsException e) {
    return Failure.of(Container.of(file), e.errorCode(), String.valueOf(e.getMessage()));
  }
}
