package org.openhcpcs.cli.ask;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.cli.command.HcpcsCommand;
import org.openhcpcs.cli.command.Options;
import org.openhcpcs.cli.command.QueryCommand;
import org.openhcpcs.cli.output.Terminal;
import org.openhcpcs.code.Edition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hcpcs findings}. */
@Command(
    name = "findings",
    description = "Lists what was noticed in the releases, the gravest first.",
    sortOptions = false)
public final class FindingsCommand extends QueryCommand {

  @Option(names = "--edition", paramLabel = "YYYY-MM", description = "of this edition only")
  private @Nullable String editionName;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description = "of rules that begin so, such as twin or field-date")
  private @Nullable String rule;

  @Option(names = "--code", paramLabel = "CODE", description = "about this code or modifier only")
  private @Nullable String code;

  @Option(names = "--summary", description = "count them by edition and rule instead")
  private boolean summary;

  public FindingsCommand(HcpcsCommand root, Terminal terminal) {
    super(root, terminal);
  }

  @Override
  public Integer call() {
    List<String> parameters = new ArrayList<>();
    StringBuilder where = new StringBuilder(" where true");
    Edition edition = editionName == null ? null : Options.edition(editionName);
    if (edition != null) {
      where.append(" and r.edition = ?");
      parameters.add(edition.toString());
    }
    if (rule != null) {
      where.append(" and starts_with(f.rule, ?)");
      parameters.add(rule);
    }
    if (code != null) {
      where.append(" and f.code = upper(?)");
      parameters.add(code);
    }
    String from = " from hcpcs.finding f join hcpcs.release r using (release_id)" + where;
    return printLoaded(
        edition,
        summary
            ? "select r.edition, f.severity, f.rule, count(*) as findings, min(f.message) as message"
                + from
                + " group by r.edition, f.severity, f.rule order by r.edition, f.rule, f.severity"
            : "select r.edition, f.severity, f.rule, f.code, f.field, f.file, f.line, f.observed, f.expected, f.message"
                + from
                + " order by array_position(array['error', 'warning', 'info'], f.severity), r.effective_on, f.rule, f.line,"
                + " f.finding_id",
        parameters);
  }
}
