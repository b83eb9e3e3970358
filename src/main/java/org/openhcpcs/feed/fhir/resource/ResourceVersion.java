package org.openhcpcs.feed.fhir.resource;

import java.time.LocalDate;
import org.openhcpcs.feed.folder.CodeSetState;
import org.openhcpcs.store.read.FeedRelease;

/**
 * What all resources of a feed have in common.
 *
 * @param version the edition, or the day that was asked for
 * @param packageVersion the same for packages, which want three numbers: year, month, revision; or
 *     year, month, day
 * @param date since when it is known
 * @param activeOn the day for which it says what is active
 * @param origin where the content comes from, in a sentence
 */
public record ResourceVersion(
    String version, String packageVersion, LocalDate date, LocalDate activeOn, String origin) {

  public static ResourceVersion of(CodeSetState state) {
    return state
        .edition()
        .map(source -> ofEdition(state, source))
        .orElseGet(
            () ->
                new ResourceVersion(
                    state.knownOn().toString(),
                    packageVersion(state.knownOn(), state.knownOn().getDayOfMonth()),
                    state.knownOn(),
                    state.day(),
                    "Everything that CMS had published by %s, of each code the newest record."
                        .formatted(state.knownOn())));
  }

  private static ResourceVersion ofEdition(CodeSetState state, FeedRelease source) {
    return new ResourceVersion(
        source.edition(),
        packageVersion(source.effectiveOn(), source.revision()),
        source.publishedOn(),
        state.day(),
        String.format(
            "Edition %s, revision %d, from CMS's file %s (SHA-256 %s).",
            source.edition(), source.revision(), source.archiveName(), source.archiveSha256()));
  }

  private static String packageVersion(LocalDate day, int last) {
    return day.getYear() + "." + day.getMonthValue() + "." + last;
  }
}
