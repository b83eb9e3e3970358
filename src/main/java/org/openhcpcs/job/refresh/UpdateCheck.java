package org.openhcpcs.job.refresh;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.openhcpcs.code.Edition;
import org.openhcpcs.database.Database;
import org.openhcpcs.fetch.Answer;
import org.openhcpcs.fetch.Discovery;
import org.openhcpcs.fetch.Posting;
import org.openhcpcs.fetch.Validators;
import org.openhcpcs.fetch.ZipContent;
import org.openhcpcs.job.load.Sample;
import org.openhcpcs.release.FoundReleases;
import org.openhcpcs.release.Release;
import org.openhcpcs.release.ReleaseLocator;
import org.openhcpcs.release.archive.ArchiveStore;
import org.openhcpcs.release.archive.PublishedFile;
import org.openhcpcs.release.archive.Unusable;
import org.openhcpcs.store.ledger.Acquisitions;
import org.openhcpcs.store.ledger.DownloadLog;
import org.openhcpcs.store.publish.ReleaseStore;

/** Tells what a refresh would find, and loads and keeps nothing. */
public final class UpdateCheck {

  private final ArchiveStore archives;
  private final ReleaseLocator locator;
  private final DownloadLog log;
  private final ReleaseStore releases;
  private final Acquisitions acquisitions;
  private final Clock clock;

  public UpdateCheck(
      Database database, ArchiveStore archives, ReleaseLocator locator, Clock clock) {
    this.archives = archives;
    this.locator = locator;
    this.log = new DownloadLog(database);
    this.releases = new ReleaseStore(database);
    this.acquisitions = new Acquisitions(database);
    this.clock = clock;
  }

  /** How a zip or file stands to what is loaded. */
  public enum Standing {
    /** Of an edition that is not loaded, or a file that no release was loaded from. */
    NEW,
    /** Other content than that which is loaded. */
    NEW_REVISION,
    /** In the archive, and not loaded. */
    DOWNLOADED,
    /** It holds no release but the sample, or only files of an edition that is not loaded. */
    NOTHING_TO_LOAD,
    LOADED,
    /** A gate refused to publish it. */
    REFUSED,
    /** It cannot be read. */
    DAMAGED,
    NOT_POSTED,
    /** The site gave no usable answer. */
    FAILED;

    /** The word that is printed. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether a refresh would have something to load. */
    public boolean isUpdate() {
      return this == NEW || this == NEW_REVISION || this == DOWNLOADED;
    }
  }

  /**
   * One zip or file.
   *
   * @param edition the edition, as far as names tell
   * @param where its URL or path
   * @param state how it stands
   */
  public record FoundFile(Optional<Edition> edition, String where, Standing state) {}

  /**
   * Everything that was looked at.
   *
   * @param rows one per zip or file
   * @param problems a line for each question that stayed open
   * @param ahead the next edition, if the site was asked and does not have it
   */
  public record Outlook(List<FoundFile> rows, List<String> problems, Optional<Edition> ahead) {

    public Outlook {
      rows = List.copyOf(rows);
      problems = List.copyOf(problems);
    }

    /** What a refresh would load. */
    public List<FoundFile> updates() {
      return rows.stream().filter(row -> row.state().isUpdate()).toList();
    }
  }

  /**
   * Looks at the site and the drop folder.
   *
   * @param site the site to ask; empty to ask none
   * @param dropFolder where people put releases; a missing folder is an empty one
   */
  public Outlook check(Optional<RefreshJob.Site> site, Optional<Path> dropFolder) {
    List<FoundFile> rows = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    Optional<Edition> ahead = Optional.empty();
    if (site.isPresent()) {
      Discovery.Scope scope = RefreshJob.scope(site.get(), log, clock);
      SiteAnswers visits =
          SiteAnswers.of(
              site.get(), scope, archives, log, (posting, kept) -> ask(site.get(), posting, kept));
      Map<String, DownloadLog.Archived> known = log.newest();
      visits
          .telling()
          .forEach(
              visit -> {
                Posting posting = visit.posting();
                Standing state =
                    state(
                        posting,
                        visit.answer(),
                        Optional.ofNullable(known.get(posting.url().toString())));
                rows.add(new FoundFile(posting.edition(), posting.url().toString(), state));
                if (state == Standing.REFUSED || state == Standing.DAMAGED) {
                  problems.add(
                      posting.url() + ": " + state.label() + " when it was fetched; not loaded");
                }
              });
      visits.failures().forEach(failure -> problems.add(failure.message()));
      ahead = Optional.of(scope.ahead()).filter(visits.notPosted()::contains);
    }
    dropFolder.filter(Files::isDirectory).ifPresent(folder -> addDropped(folder, rows, problems));
    return new Outlook(rows, problems, ahead);
  }

  private Answer ask(RefreshJob.Site site, Posting posting, Optional<DownloadLog.Archived> known) {
    try (ArchiveStore.Part part = archives.newPart()) {
      Validators validators = known.map(Acquisition::validators).orElse(Validators.NONE);
      return ZipContent.check(
          site.fetcher().probe(posting.url(), validators, part.file()), part.file());
    }
  }

  private Standing state(Posting posting, Answer answer, Optional<DownloadLog.Archived> known) {
    if (answer instanceof Answer.NotPosted) {
      return Standing.NOT_POSTED;
    }
    if (answer instanceof Answer.Failed) {
      return Standing.FAILED;
    }
    if (answer instanceof Answer.Received content) {
      boolean isKnown =
          known
              .filter(
                  archive ->
                      content
                          .validators()
                          .isSame(Acquisition.validators(archive))
                          .orElse(archive.bytes() == content.bytes()))
              .isPresent();
      if (!isKnown) {
        return known.isPresent() ? Standing.NEW_REVISION : stateOfUnknown(posting, content);
      }
    }
    return switch (known.orElseThrow().outcome()) {
      case LOADED -> Standing.LOADED;
      case REFUSED -> Standing.REFUSED;
      case DAMAGED -> Standing.DAMAGED;
      case FETCHED, NOT_POSTED, FAILED ->
          holdsSomething(known.get()) ? Standing.DOWNLOADED : Standing.NOTHING_TO_LOAD;
    };
  }

  /** Whether a refresh would load something from an archive that is kept. */
  private boolean holdsSomething(DownloadLog.Archived archive) {
    try (WaitingDownloads kept = new WaitingDownloads(List.of(archive), archives)) {
      FoundReleases located = locator.locateReadable(new ArrayList<>(kept.paths()));
      return kept.paths().isEmpty() // a refresh would fetch it again
          || !located.unusable().isEmpty() // and say why
          || !located.releases().stream().allMatch(Sample::is)
          || located.companions().keySet().stream().anyMatch(this::isLoaded);
    }
  }

  private boolean isLoaded(Edition edition) {
    return !releases.knownArchives(edition).isEmpty();
  }

  /** A zip that was loaded by hand is known by its size. */
  private Standing stateOfUnknown(Posting posting, Answer.Received content) {
    Set<String> loaded = posting.edition().map(releases::knownArchives).orElse(Set.of());
    if (loaded.isEmpty()) {
      return Standing.NEW;
    }
    return loaded.stream().anyMatch(sha256 -> archives.size(sha256) == content.bytes())
        ? Standing.LOADED
        : Standing.NEW_REVISION;
  }

  private void addDropped(Path folder, List<FoundFile> rows, List<String> problems) {
    FoundReleases located = locator.locateReadable(List.of(folder));
    for (Unusable each : located.unusable()) {
      problems.add(String.valueOf(each.why().getMessage()));
      rows.add(new FoundFile(Optional.empty(), each.path().toString(), Standing.DAMAGED));
    }
    Set<String> refused = acquisitions.refused();
    for (Release release : located.releases()) {
      Standing state =
          refused.contains(archives.sha256(release.codeFile()))
              ? Standing.REFUSED
              : dropped(release.edition(), release.files(), Standing.NEW);
      if (state.isUpdate() && Sample.is(release)) {
        state = Standing.NOTHING_TO_LOAD;
      }
      release.files().forEach(PublishedFile::forget);
      Path path = release.files().get(0).container();
      rows.add(new FoundFile(Optional.of(release.edition()), path.toString(), state));
      if (state == Standing.REFUSED) {
        problems.add(path + ": refused when it was read; not loaded");
      }
    }
    located
        .companions()
        .forEach(
            (edition, files) ->
                rows.add(
                    new FoundFile(
                        Optional.of(edition),
                        files.get(0).container().toString(),
                        dropped(edition, files, Standing.NOTHING_TO_LOAD))));
  }

  private Standing dropped(Edition edition, List<PublishedFile> files, Standing ofUnknownEdition) {
    Set<String> known = releases.knownArchives(edition);
    Predicate<PublishedFile> isLoaded = file -> known.contains(archives.sha256(file));
    if (files.stream().allMatch(isLoaded)) {
      return Standing.LOADED;
    }
    return known.isEmpty() ? ofUnknownEdition : Standing.NEW_REVISION;
  }
}
