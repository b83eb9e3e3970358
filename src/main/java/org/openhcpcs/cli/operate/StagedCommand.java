package org.openhcpcs.cli.operate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.cli.command.Options;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.cli.output.Terminal;
import org.openhcpcs.database.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hcpcs staged}. */
@Command(
    name = "staged",
    description = "Lists releases that were read but not published, and which gates refused them.",
    sortOptions = false)
public final class StagedCommand extends QueryCommand {

  @Parameters(
      paramLabel = "EDITION",
      arity = "0..1",
      description = "list what the gates counted in this edition, code by code or line by line")
  private @Nullable String edition;

  public StagedCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  /** The logs are the loader's. */
  @Override
  public Database database() {
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
