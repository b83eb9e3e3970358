package org.openhcpcs.release.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.release.archive.Zips;

class ReferenceFilesTest {

  @TempDir private Path folder;

  private static List<String> names(Path... paths) {
    return ReferenceFiles.locate(List.of(paths)).stream()
        .map(found -> found.archive() + "/" + found.file().name())
        .toList();
  }

  @Test
  void takesWhatIsNamedWhateverItsName() throws IOException {
    Path file = Zips.text(folder.resolve("table.data"), "x");
    assertThat(names(file)).containsExactly("/table.data");
    assertThat(ReferenceFiles.locate(List.of(file)))
        .allMatch(ReferenceFiles.Candidate::isNamed)
        .allSatisfy(found -> assertThat(found.file().bytes()).containsExactly('x'));
  }

  @Test
  void takesTheTablesOfZipsAndFolders() throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("sub/b.csv", "x");
    members.put("a.XLSX", "x");
    members.put("c.docx", "x");
    Path inbox = Files.createDirectory(folder.resolve("inbox"));
    Zips.zip(inbox.resolve("z.zip"), members);
    Zips.text(inbox.resolve("loose.csv"), "x");
    Zips.text(inbox.resolve("letter.pdf"), "x");
    Zips.text(inbox.resolve(".hidden.csv"), "x");
    Files.createDirectory(inbox.resolve("deeper.csv"));
    assertThat(names(inbox)).containsExactly("inbox/loose.csv", "z.zip/a.XLSX", "z.zip/b.csv");
  }

  @Test
  void refusesWhatIsNotThereOrCouldDoHarm() throws IOException {
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> names(folder.resolve("no.zip")))
        .withMessage(
            folder.resolve("no.zip")
                + ": no such file or folder; give a zip, a folder, a CSV file or a workbook");
    Path hostile = Zips.zip(folder.resolve("h.zip"), Map.of("../a.csv", "x"));
    assertThatExceptionOfType(HcpcsException.class)
        .isThrownBy(() -> names(hostile))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.ARCHIVE_HOSTILE));
  }
}
