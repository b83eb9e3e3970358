package org.openhcpcs.release.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;

class ContainerTest {

  @TempDir Path folder;

  @Test
  void isOfTheEditionThatItsFolderIsNamedAfter() throws IOException {
    Path april = Files.createDirectory(folder.resolve("2008-04"));
    assertThat(Container.of(april).edition()).hasToString("Optional[2008-04]");
    assertThat(Container.of(april.resolve("codes.zip")).edition())
        .isEqualTo(Edition.parse("2008-04"));
    assertThat(Container.of(folder.resolve("2008-04.zip")).edition()).isEmpty();
  }

  @Test
  void tellsWhereItCameFromAndWhereItLiesUnlessThatIsTheSame() {
    Path place = Path.of("/archive/5e1f");
    Container here = Container.of(place);
    assertThat(here.told("it is cut short")).isEqualTo("it is cut short");
    Container fetched = new Container("a.zip", "https://x/a.zip", place, Optional.empty());
    assertThat(fetched.told("it is cut short"))
        .isEqualTo("https://x/a.zip: it is cut short; it is kept as /archive/5e1f");
    assertThat(fetched.told("https://x/a.zip: it is cut short"))
        .isEqualTo("https://x/a.zip: it is cut short; it is kept as /archive/5e1f");
  }

  @Test
  void hasTheNameThatItCameWithWhateverItIsKeptAs() throws IOException {
    Path kept = Zips.zip(folder.resolve("5e1f"), Map.of("anweb.txt", Zips.CODES));
    Container zip = new Container("july.zip", "https://x/july.zip", kept, Edition.parse("2008-07"));
    FileSearch search = new FileSearch();
    search.add(zip);
    assertThat(search.zips())
        .singleElement()
        .satisfies(archive -> assertThat(archive.container()).isEqualTo(zip))
        .satisfies(archive -> assertThat(archive.name()).isEqualTo("july.zip"));

    Zips.text(kept, "no zip");
    FileSearch again = new FileSearch();
    again.add(zip);
    assertThat(again.unusable())
        .singleElement()
        .satisfies(
            damaged -> {
              assertThat(damaged.container()).isEqualTo(zip);
              assertThat(damaged.why().errorCode()).isEqualTo(ErrorCode.ARCHIVE_DAMAGED);
              assertThat(damaged.why())
                  .hasMessageStartingWith("https://x/july.zip: not a complete zip file (");
            });
  }

  @Test
  void looseFilesThatBelongTogetherAreOneArchive() throws IOException {
    Container codes =
        new Container(
            "anweb.txt", "/a/1", Zips.text(folder.resolve("1"), Zips.CODES), Optional.empty());
    Container notes =
        new Container(
            "proc_notes.txt", "/a/2", Zips.text(folder.resolve("2"), "x"), Optional.empty());
    FileSearch search = new FileSearch();
    search.add(Container.of(folder), List.of(codes, notes));
    assertThat(search.loose())
        .singleElement()
        .satisfies(
            archive ->
                assertThat(archive.files())
                    .extracting(PublishedFile::name, PublishedFile::role)
                    .containsExactly(
                        tuple("anweb.txt", Role.CODE_FILE_TEXT),
                        tuple("proc_notes.txt", Role.PROCESSING_NOTES)));
  }

  @Test
  void aFileThatWasReadIsNotOpenedAgain() throws IOException {
    Path zip =
        Zips.zip(folder.resolve("r.zip"), Map.of("anweb.txt", Zips.CODES, "film.avi", "other"));
    PublishedFile codes = Archive.ofZip(zip).files().get(0).read();
    PublishedFile film = Archive.ofZip(zip).files().get(1).read();
    Files.delete(zip);
    assertThat(codes.bytes()).asString(StandardCharsets.US_ASCII).isEqualTo(Zips.CODES);
    assertThat(codes.content().digest()).isEqualTo(ContentDigest.of(codes.bytes()));
    assertThat(film.content().digest())
        .isEqualTo(ContentDigest.of("other".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void aFileThatCannotBeReadFailsWhoeverNeedsIt() throws IOException {
    Path zip = Zips.zip(folder.resolve("r.zip"), Map.of("NOC.xlsx", "x"));
    PublishedFile member = Archive.ofZip(zip).files().get(0);
    Files.delete(zip);
    PublishedFile read = member.read();
    assertThat(read).isEqualTo(member);
    assertThatThrownBy(read::bytes).hasMessageStartingWith(zip + ": not a complete zip file (");
  }
}
