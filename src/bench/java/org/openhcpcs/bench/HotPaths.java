package org.openhcpcs.bench;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Field;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.database.CopyRows;
import org.openhcpcs.history.CodeHistory;
import org.openhcpcs.history.HistoryRow;
import org.openhcpcs.history.Identity;
import org.openhcpcs.history.Publication;
import org.openhcpcs.history.RecordFacts;
import org.openhcpcs.source.CodeFile;
import org.openhcpcs.source.CodeTableReader;
import org.openhcpcs.source.FixedWidthReader;
import org.openhcpcs.source.companion.TransactionReport;
import org.openhcpcs.source.companion.TransactionReportReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a load spends its own time on, each part alone and warm: the whole file, or all records of it, at a time. The JVM runs as the
 * launcher runs it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgs = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms96m", "-Xmn48m"})
public class HotPaths {

  private static final Edition EDITION = new Edition(2019, 1);
  private static final int EDITIONS = 60;

  private byte[] text = {};
  private byte[] workbook = {};
  private byte[] report = {};
  private List<CodeRecord> records = List.of();
  private final List<Publication> publications = new ArrayList<>();
  private final Map<Integer, RecordFacts> statements = new HashMap<>();

  /** Takes the files from the zip that the system property {@code release} names. */
  @Setup
  public void read() throws Exception {
    try (ZipFile zip = new ZipFile(Path.of(System.getProperty("release")).toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        byte[] bytes = zip.getInputStream(entry).readAllBytes();
        String name = entry.getName().toUpperCase(Locale.ROOT);
        if (name.endsWith("ANWEB.TXT")) {
          text = bytes;
        } else if (name.endsWith("ANWEB.XLSX")) {
          workbook = bytes;
        } else if (name.contains("TRANS") && name.endsWith(".XLSX")) {
          report = bytes;
        }
      }
    }
    records = fixedWidth().records().stream().map(PublishedRecord::record).toList();
    for (int i = 0; i < EDITIONS; i++) {
      Edition edition = new Edition(2008 + i / 4, 1 + 3 * (i % 4));
      publications.add(new Publication(i, edition, edition.effectiveOn(), 1));
      // every tenth edition says something else, and every twentieth has the text of another code
      statements.put(
          i,
          new RecordFacts(
              i / 10,
              LocalDate.of(2008, 1, 1),
              LocalDate.of(2008 + i / 10 * 2, 1, 1),
              null,
              new UUID(i / 10, 0),
              records.get(i / 20).get(Field.LONG_DESCRIPTION)));
    }
  }

  /** Reads the fixed-width code file. */
  @Benchmark
  public CodeFile fixedWidth() {
    return FixedWidthReader.read("text", text, EDITION);
  }

  /** Reads the workbook beside it. */
  @Benchmark
  public CodeFile workbook() {
    return CodeTableReader.read("workbook.xlsx", workbook, EDITION);
  }

  /** Reads the transaction report, a workbook too. */
  @Benchmark
  public TransactionReport transactionReport() {
    return TransactionReportReader.read("report", report);
  }

  /** Hashes every record of the file. */
  @Benchmark
  public long contentHashes() {
    long sum = 0;
    for (CodeRecord each : records) {
      sum += each.contentHash().getLeastSignificantBits();
    }
    return sum;
  }

  /** Derives the history of a thousand codes that sixty editions list. */
  @Benchmark
  public int timelines() {
    CodeHistory history = new CodeHistory(publications, new Identity(List.of()));
    int rows = 0;
    for (int i = 0; i < 1000; i++) {
      List<HistoryRow> of = history.of("A0021", Kind.PROCEDURE, statements);
      rows += of.size();
    }
    return rows;
  }

  /** Writes every record of the file as a row for COPY, in memory. */
  @Benchmark
  public int copyRows() {
    CopyRows rows = new CopyRows();
    for (CodeRecord each : records) {
      rows.add(each.code()).add(each.kind().label());
      each.values().forEach(rows::addField);
      rows.endRow();
    }
    return rows.rows();
  }
}
