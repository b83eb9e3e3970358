package org.openhcpcs.check.correction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openhcpcs.check.correction.Correction.Verdict;
import org.openhcpcs.cli.NeedsReleases;
import org.openhcpcs.code.CodeRecord;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.PublishedRecord;
import org.openhcpcs.release.archive.Archive;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.release.archive.Role;
import org.openhcpcs.source.FixedWidthReader;
import org.openhcpcs.source.companion.CorrectionRow;
import org.openhcpcs.source.companion.CorrectionsReader;

/** CMS's corrections of January 2025, which the code file beside them has already. */
class RealCorrections2025Test {

  private static final Path RELEASE = Path.of("../shared/more-releases/2025-01/hcpcs-2025.zip");

  @Test
  @NeedsReleases
  void areAllInTheCodeFileBesideThem() {
    Archive archive = Archive.ofZip(RELEASE);
    PublishedFile corrections = file(archive, Role.CORRECTIONS);
    PublishedFile codeFile = file(archive, Role.CODE_FILE_TEXT);
    List<CorrectionRow> rows =
        CorrectionsReader.read(corrections.name(), corrections.bytes()).rows();
    Map<String, CodeRecord> records =
        FixedWidthReader.read(
                codeFile.name(), codeFile.bytes(), Edition.parse("2025-01").orElseThrow())
            .records()
            .stream()
            .map(PublishedRecord::record)
            .collect(Collectors.toMap(CodeRecord::code, Function.identity()));
    assertThat(CorrectionRules.judge(rows, records, (code, year) -> Optional.empty()).corrections())
        .hasSize(46)
        .allSatisfy(
            correction ->
                assertThat(correction.verdict())
                    .as("%s: %s", correction.row(), correction.explanation())
                    .isEqualTo(Verdict.MERGED));
  }

  private static PublishedFile file(Archive archive, Role role) {
    return archive.files().stream().filter(file -> file.role() == role).findFirst().orElseThrow();
  }
}
