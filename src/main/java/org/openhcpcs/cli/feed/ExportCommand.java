package org.openhcpcs.cli.feed;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.Options;
import org.openhcpcs.cli.command.ProgramCommand;
import org.openhcpcs.cli.output.WholeFile;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.database.Database;
import org.openhcpcs.source.CodeFileWriter;
import org.openhcpcs.store.read.EditionRecords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hcpcs export}. */
@Command(
    name = "export",
    description =
        "Writes an edition back from the database, in the forms in which CMS publishes it.")
public final class ExportCommand extends ProgramCommand {

  @Option(names = "--edition", paramLabel = "YYYY-MM", required = true, description = "the edition")
  private String edition = "";

  @Option(
      names = "--revision",
      paramLabel = "N",
      description = "the revision, as hcpcs releases counts them (default: the current one)")
  private @Nullable Integer revision;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "anweb (fixed width), xlsx or csv (the 48 columns) (default: ${DEFAULT-VALUE})",
      defaultValue = "anweb")
  private EditionForm format = EditionForm.ANWEB;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "the file to write (default: standard output)")
  private @Nullable Path file;

  /** What is written. */
  enum EditionForm {
    ANWEB,
    XLSX,
    CSV;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() throws IOException {
    file = Options.file(file);
    Edition wanted = Options.edition(edition);
    try (Database database = root().openLoaded()) {
      EditionRecords records =
          EditionRecords.of(
              database, wanted, revision == null ? OptionalInt.empty() : OptionalInt.of(revision));
      if (file == null) {
        write(records, wanted, terminal().out());
        terminal().out().flush();
      } else {
        writeFile(records, wanted, file);
      }
      root().noteSample(database);
    }
    return 0;
  }

  private void writeFile(EditionRecords records, Edition wanted, Path target) {
    if (Files.isDirectory(target)) {
      throw ErrorCode.USAGE.failure("--out %s: a folder, not a file", target);
    }
    WholeFile.write(
        target,
        file -> {
          OutputStream out = new BufferedOutputStream(file);
          write(records, wanted, out);
          out.flush();
          return target;
        });
  }

  private void write(EditionRecords records, Edition wanted, OutputStream out) throws IOException {
    List<PublishedRecord> all = records.records();
    switch (format) {
      case ANWEB -> CodeFileWriter.writeText(all, records.keptLines(), out);
      case XLSX -> CodeFileWriter.writeWorkbook(all, "HCPC " + wanted, out);
      case CSV -> CodeFileWriter.writeCsv(all, out);
    }
  }
}
