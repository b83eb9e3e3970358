package org.openhcpcs.job.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.openhcpcs.check.TransactionRules;
import org.openhcpcs.check.gate.LevelGuard;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.source.companion.CorrectionRow;
import org.openhcpcs.source.companion.CorrectionsReader;
import org.openhcpcs.source.companion.NocCode;
import org.openhcpcs.source.companion.NocListReader;
import org.openhcpcs.source.companion.ProcessingNote;
import org.openhcpcs.source.companion.ProcessingNotesReader;
import org.openhcpcs.source.companion.RecordLayout;
import org.openhcpcs.source.companion.RecordLayoutReader;
import org.openhcpcs.source.companion.TransactionReport;
import org.openhcpcs.source.companion.TransactionReportReader;

/**
 * What the files beside a code file say. One that cannot be read is a finding: it never keeps the
 * codes from being loaded.
 *
 * @param notes the processing notes
 * @param notesFile the file that they came in, empty if there is none
 * @param layout the record layout
 * @param nocCodes the list of codes for what is not otherwise classified
 * @param nocFile the file that it came in, empty if there is none
 * @param corrections the rows of each corrections workbook
 * @param transactions the transaction reports, Level II only
 * @param findings what was noticed in reading them
 */
public record Companions(
    List<ProcessingNote> notes,
    String notesFile,
    Optional<RecordLayout> layout,
    List<NocCode> nocCodes,
    String nocFile,
    Map<PublishedFile, List<CorrectionRow>> corrections,
    List<TransactionReport> transactions,
    List<Finding> findings) {

  static Companions read(List<PublishedFile> files) {
    Reading reading = new Reading();
    for (PublishedFile file : files) {
      switch (file.role()) {
        case PROCESSING_NOTES -> reading.tryTo(reading::notes, file);
        case RECORD_LAYOUT -> reading.tryTo(reading::layout, file);
        case NOC_LIST -> reading.tryTo(reading::nocList, file);
        case CORRECTIONS -> reading.tryTo(reading::corrections, file);
        case TRANSACTION_REPORT -> reading.tryTo(reading::transactions, file);
        case CODE_FILE_TEXT, CODE_FILE_WORKBOOK, CODE_FILE_CSV, READ_ME, OTHER -> {}
      }
    }
    return new Companions(
        reading.notes,
        reading.notesFile,
        reading.layout,
        reading.nocCodes,
        reading.nocFile,
        reading.corrections,
        reading.transactions,
        reading.findings);
  }

  /** The files as they are read, one after the other. */
  private static final class Reading {

    private List<ProcessingNote> notes = List.of();
    private String notesFile = "";
    private Optional<RecordLayout> layout = Optional.empty();
    private List<NocCode> nocCodes = List.of();
    private String nocFile = "";
    private final Map<PublishedFile, List<CorrectionRow>> corrections = new LinkedHashMap<>();
    private final List<TransactionReport> transactions = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    void tryTo(Consumer<PublishedFile> read, PublishedFile file) {
      try {
        read.accept(file);
      } catch (HcpcsException e) {
        findings.add(
            Finding.error("companion-unreadable", "the file could not be read: " + e.getMessage())
                .at(file.name()));
      }
    }

    void notes(PublishedFile file) {
      List<ProcessingNote> read = ProcessingNotesReader.read(file.bytes());
      if (read.isEmpty()) {
        throw ErrorCode.FILE_UNREADABLE.failure("%s: no processing note in it", file.name());
      }
      notes = read;
      notesFile = file.name();
    }

    void layout(PublishedFile file) {
      layout = Optional.of(RecordLayoutReader.read(file.name(), file.bytes()));
    }

    void nocList(PublishedFile file) {
      NocListReader.NocList list = NocListReader.read(file.name(), file.bytes());
      nocCodes = list.codes().stream().filter(noc -> !LevelGuard.isGuarded(noc.code())).toList();
      nocFile = file.name();
      findings.addAll(list.findings());
      list.codes().stream()
          .filter(noc -> LevelGuard.isGuarded(noc.code()))
          .forEach(
              noc ->
                  findings.add(
                      LevelGuard.named("the NOC list", noc.code(), file.name(), noc.row())));
    }

    void corrections(PublishedFile file) {
      CorrectionsReader.CorrectionRows read = CorrectionsReader.read(file.name(), file.bytes());
      findings.addAll(read.findings());
      corrections.put(
          file, read.rows().stream().filter(row -> !LevelGuard.isGuarded(row.code())).toList());
      read.rows().stream()
          .filter(row -> LevelGuard.isGuarded(row.code()))
          .forEach(
              row ->
                  findings.add(
                      LevelGuard.named(
                          "a corrections workbook", row.code(), file.name(), row.line())));
    }

    void transactions(PublishedFile file) {
      TransactionReport report =
          TransactionRules.apply(TransactionReportReader.read(file.name(), file.bytes()));
      transactions.add(report);
      findings.addAll(report.findings());
    }
  }
}
