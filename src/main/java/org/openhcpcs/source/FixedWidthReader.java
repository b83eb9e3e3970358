package org.openhcpcs.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.Kind;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.source.FixedWidthRecord.RecordLine;
import org.openhcpcs.source.text.CodeShape;
import org.openhcpcs.source.text.SourceText;

/**
 * Reads the fixed-width code file. The record identification code in position 11 decides what is a
 * record; the width of a line decides nothing. One reader reads one file.
 *
 * <p>Source: "HCPCS Contractor Record" layout; widths, preambles and continuations as measured on
 * the releases of 2012-2026.
 */
public final class FixedWidthReader {

  private static final int RIC = LayoutField.RECORD_IDENTIFICATION_CODE.begin(1);

  private final String file;
  private final Edition edition;
  private final SourceText text;
  private final List<PublishedRecord> records = new ArrayList<>();
  private final List<RejectedLine> rejected = new ArrayList<>();
  private final List<SourceLine> keptLines = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> codes = new HashSet<>();
  private final @Nullable Set<String> wanted; // null for all, without their lines
  private final Map<String, List<SourceLine>> lines = new HashMap<>();
  private int recordLines;
  private @Nullable FixedWidthRecord open;

  private FixedWidthReader(
      String file, byte[] bytes, Edition edition, @Nullable Set<String> wanted) {
    this.file = file;
    this.edition = edition;
    this.text = SourceText.of(bytes);
    this.wanted = wanted;
  }

  /**
   * Reads a whole code file.
   *
   * @param file the name to give in findings
   * @param bytes its content
   * @param edition the edition that it belongs to, which tells what went wrong with its encoding
   * @throws HcpcsException NO_RELEASE_FOUND if not one line of it is a record
   */
  public static CodeFile read(String file, byte[] bytes, Edition edition) {
    return new FixedWidthReader(file, bytes, edition, null).read();
  }

  /**
   * Reads what a code file says of some codes, exactly as {@link #read} does, and in which lines.
   *
   * @throws HcpcsException as {@link #read} does
   */
  public static CodeExcerpt readOf(String file, byte[] bytes, Edition edition, Set<String> wanted) {
    FixedWidthReader reader = new FixedWidthReader(file, bytes, edition, wanted);
    CodeFile found = reader.read();
    return new CodeExcerpt(found, reader.lines);
  }

  private CodeFile read() {
    int number = 0;
    for (String line : text.lines()) {
      number++;
      List<String> parts = JoinedLine.split(line);
      readLine(new RecordLine(number, parts.get(0)));
      for (String part : parts.subList(1, parts.size())) {
        readBehind(new RecordLine(number, part));
      }
    }
    close();
    if (codes.isEmpty()) {
      throw ErrorCode.NO_RELEASE_FOUND.failure(
          "%s: not one of its %s lines is an HCPCS record", file, number);
    }
    return new CodeFile(file, records, rejected, keptLines, findings, recordLines);
  }

  private void readLine(RecordLine line) {
    Optional<RecordIdentification> identification =
        line.text().length() < RIC
            ? Optional.empty()
            : RecordIdentification.of(line.text().charAt(RIC - 1));
    if (identification.isPresent() && line.hasSequenceNumber()) {
      recordLines++;
      readRecordLine(line, identification.get());
    } else if (!line.text().isBlank() && !isPreamble(line)) {
      reject(
          line,
          identification.isPresent()
              ? "no sequence number in positions 6-10"
              : "no record identification code in position " + RIC);
    }
  }

  /** Reads a record that stands behind another one; the line of both is kept as it is. */
  private void readBehind(RecordLine part) {
    if (open != null) {
      open.keepLines();
    }
    readLine(part);
    if (open != null) {
      open.keepLines();
    }
    findings.add(
        Finding.warning(
                "record-joined",
                "the record stands behind another one in the same line; it was read on its own")
            .about(part.cut(LayoutField.CODE).strip())
            .at(file, part.number())
            .observed(begin(part)));
  }

  /** Disclaimers stand before the first record only, and have no sequence number. */
  private boolean isPreamble(RecordLine line) {
    return recordLines == 0 && (line.text().length() < RIC || !line.hasSequenceNumber());
  }

  private void readRecordLine(RecordLine line, RecordIdentification identification) {
    Optional<String> code = code(line, identification.kind());
    if (code.isEmpty()) {
      reject(line, "no " + identification.kind().label() + " code in positions 1-5");
    } else if (identification.isFirst()) {
      close();
      open = new FixedWidthRecord(code.get(), identification.kind(), line, edition);
    } else if (open != null && open.code().equals(code.get())) {
      open.add(line);
    } else {
      reject(line, "a continuation of " + code.get() + " that does not follow its first line");
    }
  }

  /** Ends the record whose continuations were being read. */
  private void close() {
    FixedWidthRecord done = open;
    open = null;
    if (done == null) {
      return;
    }
    if (!codes.add(done.code())) {
      done.lines().forEach(line -> reject(line, RejectedLine.duplicate(done.code())));
      return;
    }
    if (wanted != null) {
      if (!wanted.contains(done.code())) {
        return;
      }
      lines.put(done.code(), done.lines().stream().map(this::whole).toList());
    }
    records.add(done.published());
    done.findings()
        .forEach(
            finding -> findings.add(finding.at(file, finding.line() == null ? 0 : finding.line())));
    if (done.mustKeepLines()) {
      done.lines()
          .forEach(line -> keptLines.add(new SourceLine(line.number(), text.raw(line.text()))));
    }
  }

  /** The line of the file that a line of a record is, or is part of. */
  private SourceLine whole(RecordLine line) {
    return new SourceLine(line.number(), text.raw(text.lines().get(line.number() - 1)));
  }

  private void reject(RecordLine line, String reason) {
    rejected.add(new RejectedLine(line.number(), text.raw(line.text()), reason));
    findings.add(
        Finding.error("record-rejected", "the line was not loaded: " + reason)
            .at(file, line.number())
            .observed(begin(line)));
  }

  private static String begin(RecordLine line) {
    return line.text().length() > 40 ? line.text().substring(0, 40) + "…" : line.text();
  }

  private static Optional<String> code(RecordLine line, Kind kind) {
    String code = line.cut(LayoutField.CODE);
    return switch (kind) {
      case PROCEDURE -> Optional.of(code).filter(text -> CodeShape.matches(text, kind));
      case MODIFIER ->
          Optional.of(code)
              .filter(text -> text.startsWith("   "))
              .map(text -> text.substring(3))
              .filter(text -> CodeShape.matches(text, kind));
    };
  }
}
