package org.openhcpcs.cli.site;

import java.util.List;
import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.cli.output.Terminal;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.job.site.SiteJob;
import org.openhcpcs.store.site.SiteTables;

/** What is said of a load of user data. */
final class SiteTableLines {

  private static final int SHOWN = 20;

  private SiteTableLines() {}

  /**
   * Prints what cannot be used.
   *
   * @throws HcpcsException FILE_UNREADABLE with the last of it, if there is any
   */
  private static void refuse(Terminal terminal, List<String> problems) {
    if (problems.isEmpty()) {
      return;
    }
    problems.stream().limit(SHOWN).forEach(terminal::tell);
    throw ErrorCode.FILE_UNREADABLE.failure(
        "nothing was changed: %s cannot be used%s; put right what is named above and load again",
        problems.size() == 1 ? "1 place" : "%,d places".formatted(problems.size()),
        problems.size() > SHOWN ? " (the first " + SHOWN + " are above)" : "");
  }

  /**
   * Prints what came of it.
   *
   * @param what the rows are
   * @throws HcpcsException FILE_UNREADABLE if nothing was changed
   */
  static void print(HcpcsCommand root, String what, SiteJob.SiteLoaded loaded) {
    refuse(root.terminal(), loaded.problems());
    loaded.notes().forEach(root::note);
    root.terminal().print(summary(what, loaded.change()));
  }

  private static String summary(String what, SiteTables.RowCounts change) {
    return change.isNothing()
        ? "Nothing to do: all %,d %s are loaded.".formatted(change.kept(), what)
        : String.format(
            "%,d %s loaded, %,d removed, %,d as before.",
            change.added(), what, change.removed(), change.kept());
  }
}
