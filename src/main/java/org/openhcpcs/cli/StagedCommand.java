package org.openhcpcs.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.store.Database;
import picocli.CommandLine.Parameters;

/** {@code hcpcs staged}. */
@picocli.CommandLine.Command(
    name = "staged",
    description = "Lists releases that were read but not published, and which gates refused them.",
    sortOptions = false)
final class StagedCommand extends QueryCommand {

  @Parameters(
      paramLabel = "EDITION",
      arity = "0..1",
      description = "list what the gates counted in this edition, code by code or line by line")
  private @Nullable String edition;

  StagedCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  /** The logs are the loader's. */
  @Override
  Database database() {
    return root().openExisting().orElseThrow(root()::nothingLoaded);
  }

  @Override
  public Integer call() {
    if (edition == null) {
      return print(
          """
          select s.edition, g.gate, g.observed, g.allowed, g.compared_edition as compared, g.reason, s.archive_name, s.staged_at
          from hcpcs_load.staged_release s
          left join hcpcs_load.gate_refusal g using (edition)
          order by s.edition, g.gate
          """,
          List.of());
    }
    return print(
        """
        select gate, code, line, field, before, staged
        from hcpcs_load.gate_evidence
        where edition = ?
        order by gate, code, line, field
        """,
        List.of(Options.edition("staged", edition).toString()));
  }
}
