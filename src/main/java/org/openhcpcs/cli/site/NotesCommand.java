package org.openhcpcs.cli.site;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.database.Database;
import org.openhcpcs.job.site.SiteJob;
import org.openhcpcs.store.read.Listings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs notes}. */
@Command(
    name = "notes",
    description = {
      "Lists the texts that this site keeps on codes; load brings them in from a folder of Markdown files.",
      "A file is named after its code, or begins with a block that names it: a line ---, then code: (one, or several"
          + " between commas), source: and date:, a line each as needed, and --- again. Each heading ## begins a section;"
          + " what stands before the first is the section Summary."
    })
public final class NotesCommand extends QueryCommand {

  @Option(names = "--code", paramLabel = "CODE", description = "only those of a code or modifier")
  private @Nullable String code;

  @Override
  public Integer call() {
    return print(Listings.notes(PoliciesCommand.wanted(code)));
  }

  @Command(
      name = "load",
      description =
          "Makes the database hold the notes of a folder and its sub-folders, and no others. A README.md is passed over.")
  void load(@Parameters(paramLabel = "DIR") Path folder) {
    try (Database database = root().openDatabase()) {
      SiteTableLines.print(root(), "sections", new SiteJob(database).loadNotes(folder));
    }
  }

  @Command(name = "clear", description = "Takes out all notes.")
  void clear() {
    try (Database database = root().openExisting().orElseThrow(root()::nothingLoaded)) {
      terminal().out().printf("%,d sections removed.%n", new SiteJob(database).clearNotes());
    }
  }
}
