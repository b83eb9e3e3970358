package org.openhcpcs.cli.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.Options;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.cli.output.CodePage;
import org.openhcpcs.cli.output.RowFormat;
import org.openhcpcs.cli.output.SiteTexts;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.database.Database;
import org.openhcpcs.database.ResultRows;
import org.openhcpcs.store.ledger.Holdings;
import org.openhcpcs.store.read.CodePageReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hcpcs show}. */
@Command(
    name = "show",
    description = "Shows codes and modifiers, decoded, as the newest edition of each has it.")
public final class ShowCommand extends QueryCommand {

  @Parameters(
      arity = "1..*",
      paramLabel = "CODE",
      description = "such as S9372, or a modifier such as NU")
  private List<String> codes = List.of();

  @Option(names = "--explain", description = "say what each field means")
  private boolean explain;

  @Option(
      names = "--history",
      description = "show what the code meant when, and since when that was known, instead")
  private boolean history;

  @Override
  public Integer call() {
    List<String> wanted = codes.stream().map(Options::code).distinct().toList();
    try (Database database = root().openToRead()) {
      List<CodePageReader> readers =
          wanted.stream().map(code -> new CodePageReader(database, code)).toList();
      return format() == RowFormat.TEXT ? printPages(database, readers) : print(database, readers);
    }
  }

  private int printPages(Database database, List<CodePageReader> readers) {
    List<CodePageReader> missing = new ArrayList<>();
    boolean isFirst = true;
    for (CodePageReader reader : readers) {
      ResultRows detail = reader.detail();
      SiteTexts siteTexts = SiteTexts.of(database, reader.code());
      List<List<@Nullable String>> references = reader.references().rows();
      if (detail.isEmpty() && (history || (siteTexts.isEmpty() && references.isEmpty()))) {
        missing.add(reader);
        continue;
      }
      if (!isFirst) {
        terminal().out().println();
      }
      isFirst = false;
      if (detail.isEmpty()) {
        printUnlisted(reader, siteTexts, references);
      } else if (history) {
        if (readers.size() > 1) {
          print(reader.code());
        }
        printRows(reader.historyForPeople());
      } else {
        printPage(database, reader, detail, references);
        siteTexts.print(terminal());
      }
    }
    if (history && missing.size() < readers.size()) {
      tellSample(database);
    }
    return tell(database, missing);
  }

  private int print(Database database, List<CodePageReader> readers) {
    List<CodePageReader> missing = new ArrayList<>();
    List<ResultRows> found = new ArrayList<>();
    for (CodePageReader reader : readers) {
      ResultRows detail = reader.detail();
      if (detail.isEmpty()) {
        missing.add(reader);
      } else {
        found.add(history ? reader.history() : detail);
      }
    }
    if (!found.isEmpty()) {
      printRows(
          new ResultRows(
              found.get(0).columns(),
              found.stream().flatMap(each -> each.rows().stream()).toList()));
      tellSample(database);
    }
    return tell(database, missing);
  }

  private void printPage(
      Database database,
      CodePageReader reader,
      ResultRows detail,
      List<List<@Nullable String>> references) {
    Map<String, @Nullable String> fields = reader.fields(detail);
    if (Holdings.of(database) == Holdings.SAMPLE) {
      fields.put("is_sample", "t");
    }
    CodePage page = new CodePage(terminal(), fields, explain ? reader.columnMeanings() : Map.of());
    page.print();
    page.print(references);
  }

  /** What others than the releases say of it, if they do and people ask. */
  private void printUnlisted(
      CodePageReader reader, SiteTexts siteTexts, List<List<@Nullable String>> references) {
    String kind =
        switch (reader.unlisted().verdict()) {
          case "level I" -> "a Level I code (CPT)";
          case "dental" -> "a dental code (CDT)";
          default -> "in no loaded edition";
        };
    String said =
        references.isEmpty()
            ? "what this site says of it"
            : "what reference tables%s say of it"
                .formatted(siteTexts.isEmpty() ? "" : " and this site");
    print(reader.code() + "  (" + kind + "; " + said + ")");
    if (!references.isEmpty()) {
      terminal().out().println();
      new CodePage(terminal(), Map.of(), Map.of()).print(references);
    }
    siteTexts.print(terminal());
  }

  /** Says of each code that is not there why; what was found is printed all the same. */
  private int tell(Database database, List<CodePageReader> missing) {
    if (missing.isEmpty()) {
      return 0;
    }
    if (Holdings.of(database) == Holdings.NOTHING) {
      throw root().nothingLoaded();
    }
    terminal().out().flush();
    missing.forEach(reader -> terminal().tell(why(reader)));
    return ErrorCode.CODE_NOT_FOUND.exitCode();
  }

  private static String why(CodePageReader reader) {
    CodePageReader.Unlisted unlisted = reader.unlisted();
    return reader.code()
        + switch (unlisted.verdict()) {
          case "level I" ->
              ": a Level I code (CPT); the public files hold Level II codes and modifiers only";
          case "dental" ->
              ": a dental code (CDT), which the public files leave out; ask the American Dental Association";
          default ->
              ": no loaded edition lists this code; %s"
                  .formatted(
                      unlisted.beginning() == 0
                          ? "the public files hold Level II codes (a letter and four digits) and modifiers"
                          : unlisted.beginning()
                              + (unlisted.beginning() == 1 ? " code begins" : " codes begin")
                              + " so: hcpcs search "
                              + reader.code());
        };
  }
}
