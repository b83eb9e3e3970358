package org.openhcpcs.source;

import java.util.ArrayList;
import java.util.List;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.release.archive.PublishedFile;

/**
 * What a code file says.
 *
 * @param file the file's name
 * @param records one per code and modifier, in the order of the file
 * @param rejected lines that are no loadable record
 * @param keptLines raw lines of the records that findings point at, or that the export could not
 *     write again from the record; each once, in the order of the file
 * @param findings what was noticed
 * @param recordLines lines with a record identification code, continuations included
 */
public record CodeFile(
    String file,
    List<PublishedRecord> records,
    List<RejectedLine> rejected,
    List<SourceLine> keptLines,
    List<Finding> findings,
    int recordLines) {

  public CodeFile {
    records = List.copyOf(records);
    rejected = List.copyOf(rejected);
    keptLines = List.copyOf(keptLines);
    findings = List.copyOf(findings);
  }

  /**
   * Reads a file as its role tells.
   *
   * @throws HcpcsException FILE_UNREADABLE or NO_RELEASE_FOUND if it is no code file
   */
  public static CodeFile read(PublishedFile file, Edition edition) {
    return file.role().isCodeTable()
        ? CodeTableReader.read(file.name(), file.bytes(), edition)
        : FixedWidthReader.read(file.name(), file.bytes(), edition);
  }

  /** The same file with other records in place of its own, and more findings. */
  public CodeFile with(List<PublishedRecord> newRecords, List<Finding> moreFindings) {
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(moreFindings);
    return new CodeFile(file, newRecords, rejected, keptLines, all, recordLines);
  }

  public int count(Kind kind) {
    return (int) records.stream().filter(published -> published.record().kind() == kind).count();
  }
}
