package org.openhcpcs.release.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.HcpcsException;

/**
 * Loose files that hold the same bytes as a member of a zip that is there, as they do where
 * somebody unpacked it: they belong to it, and make no release of their own.
 */
public final class Extraction {

  private final List<KnownMember> members = new ArrayList<>();

  private record KnownMember(PublishedFile file, Edition edition) {}

  /**
   * @param zips those of which it is known where they belong
   */
  public Extraction(Map<Archive, Edition> zips) {
    zips.forEach(
        (zip, edition) -> zip.files().forEach(file -> members.add(new KnownMember(file, edition))));
  }

  /**
   * The files of a folder that are members of no zip.
   *
   * @param edition where the files belong, as far as it is told: editions have files in common
   * @param leftAlone gets a line for each zip that others are members of
   */
  public Archive without(Archive loose, Optional<Edition> edition, List<String> leftAlone) {
    List<PublishedFile> rest = new ArrayList<>();
    Map<Container, List<String>> byZip = new LinkedHashMap<>();
    for (PublishedFile file : loose.files()) {
      members.stream()
          .filter(member -> edition.isEmpty() || edition.get().equals(member.edition()))
          .map(KnownMember::file)
          .filter(member -> isSame(member, file))
          .findFirst()
          .ifPresentOrElse(
              member ->
                  byZip
                      .computeIfAbsent(member.container(), zip -> new ArrayList<>())
                      .add(file.name()),
              () -> rest.add(file));
    }
    byZip.forEach(
        (zip, names) ->
            leftAlone.add(
                "%s: left alone, the same bytes are in %s%s"
                    .formatted(
                        loose.container().shown(),
                        zip.shown(),
                        loose.isOneFile() ? "" : ": " + String.join(", ", names))));
    return new Archive(loose.container(), false, rest);
  }

  /** Empty files are alike, and say nothing. */
  private static boolean isSame(PublishedFile member, PublishedFile file) {
    try {
      return file.statedSize() > 0
          && file.statedSize() == member.statedSize()
          && member.sha256().equals(file.sha256());
    } catch (HcpcsException e) {
      return false; // whoever reads the one that is damaged says so
    }
  }
}
