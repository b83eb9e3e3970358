package org.openhcpcs.source.site;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openhcpcs.code.Edition;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.history.Identity;
import org.openhcpcs.source.table.SheetRow;
import org.openhcpcs.source.text.CodeShape;

/**
 * Reads {@code meanings.csv}, the list of what people decided on the meaning of reused codes: a
 * header {@code code,edition,meaning,reason}, perhaps with {@code who} behind it, and a line per
 * decision.
 */
public final class MeaningsReader {

  private static final int WHO = 4;

  private MeaningsReader() {}

  /**
   * Reads the list.
   *
   * @throws HcpcsException FILE_UNREADABLE with the line that cannot be used; a list is used whole
   *     or not at all
   */
  public static Set<Identity.Reviewed> read(String file, byte[] bytes) {
    SiteTable table =
        SiteTable.read(
            file,
            bytes,
            ErrorCode.FILE_UNREADABLE,
            List.of("code", "edition", "meaning", "reason"));
    String last = cell(table.header(), WHO);
    if (!table.isInOrder() || !(last.equals("who") || last.isEmpty())) {
      throw table.otherHeader();
    }
    Map<List<Object>, Identity.Reviewed> decisions = new HashMap<>();
    for (SheetRow row : table.rows()) {
      Identity.Reviewed decision = decision(table, row, last.equals("who"));
      if (decisions.put(List.of(decision.code(), decision.edition()), decision) != null) {
        throw table.unusable(
            row, decision.code() + " in " + decision.edition() + " is decided twice");
      }
    }
    return Set.copyOf(decisions.values());
  }

  private static Identity.Reviewed decision(SiteTable table, SheetRow row, boolean hasWho) {
    String code = cell(row, 0).toUpperCase(Locale.ROOT);
    if (!CodeShape.matches(code)) {
      throw table.unusable(row, code + " is no code");
    }
    Edition edition =
        Edition.parse(cell(row, 1))
            .orElseThrow(() -> table.unusable(row, cell(row, 1) + " is no edition; write YYYY-MM"));
    Identity.Sameness verdict =
        switch (cell(row, 2)) {
          case "same" -> Identity.Sameness.SAME;
          case "new" -> Identity.Sameness.NEW;
          default -> throw table.unusable(row, "the meaning is same or new, not " + cell(row, 2));
        };
    String reason = row.text(3).strip();
    String who = row.text(WHO).strip();
    if (reason.isEmpty() || !(hasWho ? row.text(WHO + 1) : who).isBlank()) {
      throw table.unusable(
          row,
          "a reason belongs into the fourth column, "
              + (hasWho ? "who decided into the fifth" : "the last"));
    }
    return new Identity.Reviewed(
        code, edition, verdict, reason, Optional.of(who).filter(text -> !text.isEmpty()));
  }

  private static String cell(SheetRow row, int column) {
    return row.text(column).strip().toLowerCase(Locale.ROOT);
  }
}
