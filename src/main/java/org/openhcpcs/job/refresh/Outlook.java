package org.openhcpcs.job.refresh;

import java.util.List;
import java.util.Optional;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.Labelled;
import org.openhcpcs.job.LoadReport.Failure;

/**
 * What a refresh would find.
 *
 * @param rows one per zip or file
 * @param problems the questions that stayed open
 * @param ahead the next edition, if the site was asked and does not have it
 */
public record Outlook(List<FoundFile> rows, List<Failure> problems, Optional<Edition> ahead) {

  public Outlook {
    rows = List.copyOf(rows);
    problems = List.copyOf(problems);
  }

  /**
   * One zip or file.
   *
   * @param edition the edition, as far as names tell
   * @param where its URL or path
   * @param standing how it stands to what is loaded
   */
  public record FoundFile(Optional<Edition> edition, String where, Standing standing) {}

  /** How a zip or file stands to what is loaded. */
  public enum Standing implements Labelled {
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

    /** Whether a refresh would have something to load. */
    private boolean isUpdate() {
      return this == NEW || this == NEW_REVISION || this == DOWNLOADED;
    }
  }

  /** What a refresh would load. */
  public List<FoundFile> updates() {
    return rows.stream().filter(row -> row.standing().isUpdate()).toList();
  }
}
