package org.openhcpcs.job.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.job.LoadMode;
import org.openhcpcs.job.LoadReport;
import org.openhcpcs.job.LoadReport.Failure;
import org.openhcpcs.job.LoadReport.ReleaseEntry;
import org.openhcpcs.job.ReleaseStatus;
import org.openhcpcs.job.ReleaseStatus.ReleaseOutcome;
import org.openhcpcs.job.ReleaseStatus.Subject;
import org.openhcpcs.job.Stage;
import org.openhcpcs.release.FoundReleases;
import org.openhcpcs.release.Release;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.store.ledger.Holdings;
import org.openhcpcs.store.ledger.RunLog;
import org.openhcpcs.store.publish.ReleaseStore;

/**
 * Goes once through all that was found: releases oldest first, then companions. What fails or is
 * refused keeps none of the others from being loaded.
 */
final class LoadPass {

  private final LoadTools tools;
  private final LoadMode mode;
  private final LoadPolicy policy;
  private final ReleaseLoad releases;
  private final CompanionLoad companions;
  private final List<ReleaseEntry> entries = new ArrayList<>();
  private final List<Failure> failures;
  private int total;

  /**
   * @param log of the run; empty in a dry run
   * @param failures what failed before
   */
  LoadPass(
      LoadTools tools,
      LoadMode mode,
      LoadPolicy policy,
      Optional<RunLog> log,
      List<Failure> failures) {
    this.tools = tools;
    this.mode = mode;
    this.policy = policy;
    this.releases = new ReleaseLoad(tools, mode, log);
    this.companions = new CompanionLoad(tools, mode, log);
    this.failures = new ArrayList<>(failures);
  }

  /**
   * Loads it.
   *
   * @throws org.openhcpcs.code.HcpcsException DATABASE_UNREACHABLE or DISK if no other release
   *     would fare better
   */
  LoadReport run(List<FoundReleases> found) {
    total = total(found);
    List<FoundReleases> wanted =
        leavesSampleAlone() ? found.stream().map(this::withoutSample).toList() : found;
    total = total(wanted);
    for (FoundReleases each : wanted) {
      try (ReadAhead turns = new ReadAhead(tools, mode, each.releases())) {
        turns.forEach(release -> attempt(release.codeFile(), () -> load(release, turns)));
      }
      each.companions()
          .forEach((edition, files) -> attempt(files.get(0), () -> load(edition, files)));
    }
    boolean isLoad = mode == LoadMode.LOAD || mode == LoadMode.FROM_STAGED;
    if (isLoad
        && tools.options().corrections() == LoadOptions.CorrectionPolicy.APPLY
        && tools.options().until() == Stage.PUBLISH) {
      applyCorrections(wanted);
    }
    return new LoadReport(entries, failures);
  }

  private static int total(List<FoundReleases> all) {
    return all.stream().mapToInt(each -> each.releases().size() + each.companions().size()).sum();
  }

  private void attempt(PublishedFile first, Supplier<List<ReleaseEntry>> load) {
    try {
      load.get().forEach(entry -> add(entry, first));
    } catch (RuntimeException e) {
      failures.add(tools.failure(first, e));
    }
  }

  private void add(ReleaseEntry entry, PublishedFile first) {
    if (policy == LoadPolicy.FOUND) {
      new LoadReport(List.of(entry))
          .refusal()
          .map(why -> Failure.of(first.container(), ErrorCode.GATE_REFUSED, why))
          .ifPresent(failures::add);
    }
    add(entry);
  }

  private void add(ReleaseEntry entry) {
    entries.add(entry);
    tools.progress().released(entry, total);
  }

  private List<ReleaseEntry> load(Release release, ReadAhead turns) {
    return mode != LoadMode.REREAD && tools.isLoaded(release.edition(), release.files())
        ? List.of(releases.unread(release, ReleaseOutcome.ALREADY_LOADED))
        : releases.load(release, turns);
  }

  private List<ReleaseEntry> load(Edition edition, List<PublishedFile> files) {
    if (mode == LoadMode.REREAD) {
      return List.of(reload(edition, files));
    }
    ReleaseOutcome outlook = tools.outlook(edition, files);
    return List.of(
        outlook == ReleaseOutcome.LOADED
            ? companions.load(edition, files, tools.store().publishedRelease(edition).orElseThrow())
            : companions.entry(edition, files, outlook));
  }

  /** To the revisions that the files were added to when they came. */
  private ReleaseEntry reload(Edition edition, List<PublishedFile> files) {
    ReleaseEntry entry = companions.entry(edition, files, ReleaseOutcome.EDITION_NOT_LOADED);
    for (ReleaseStore.StoredRevision release :
        tools.store().revisionsWith(edition, tools.archives().sha256(files.get(0)))) {
      entry = companions.load(edition, files, release);
    }
    return entry;
  }

  private boolean leavesSampleAlone() {
    return mode != LoadMode.REREAD
        && (policy == LoadPolicy.FOUND || Holdings.of(tools.database()) == Holdings.RELEASES);
  }

  /** What was found without the sample, as far as it is not loaded. */
  private FoundReleases withoutSample(FoundReleases found) {
    List<Release> others = new ArrayList<>();
    for (Release release : found.releases()) {
      if (tools.isNewSample(release)) {
        leaveAlone(release.edition(), release.archiveName());
      } else {
        others.add(release);
      }
    }
    Map<Edition, List<PublishedFile>> unmarked = new TreeMap<>();
    found
        .companions()
        .forEach(
            (edition, files) -> {
              List<PublishedFile> rest = SampleFiles.ofUnmarkedArchives(files);
              List<PublishedFile> marked = new ArrayList<>(files);
              marked.removeAll(rest);
              if (!marked.isEmpty()) {
                leaveAlone(edition, CompanionLoad.names(marked));
              }
              if (!rest.isEmpty()) {
                unmarked.put(edition, rest);
              }
            });
    return new FoundReleases(
        others, unmarked, found.unusable(), found.warnings(), found.leftAlone());
  }

  private void leaveAlone(Edition edition, String names) {
    add(
        ReleaseEntry.of(
            edition, names, new ReleaseStatus(Subject.SAMPLE, mode, ReleaseOutcome.LEFT_ALONE)));
  }

  private void applyCorrections(List<FoundReleases> wanted) {
    ReleaseStatus corrected =
        new ReleaseStatus(Subject.CORRECTIONS, mode, ReleaseOutcome.CORRECTED);
    Set<Edition> editions = new TreeSet<>();
    wanted.forEach(each -> editions.addAll(each.editions()));
    tools
        .store()
        .applyCorrections(editions)
        .forEach((edition, summary) -> add(ReleaseEntry.of(edition, "", corrected, summary)));
  }
}
