package org.openhcpcs.claim;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.claim.cell.LineCells;
import org.openhcpcs.database.RowQuery;

/** Passes lines that were judged on as rows. Of our columns those without text are null. */
public final class ClaimRows implements ClaimCheck.Sink {

  private final RowQuery.RowSink rows;
  private final int ours;
  private final int mark;
  private int columns;

  public ClaimRows(ClaimInput input, RowQuery.RowSink rows) {
    ours = input.columns().found().size();
    mark = input.markLength();
    this.rows = rows;
  }

  @Override
  public void take(byte[] bytes, int length) {
    LineCells cells = new LineCells((byte) ',', 0, 0);
    for (int at = columns == 0 ? mark : 0; at < length; at = cells.next()) {
      cells.cut(bytes, at, length, true);
      List<@Nullable String> values = new ArrayList<>();
      for (int i = 0; i < cells.count(); i++) {
        String text = cells.text(i);
        boolean isOurs = columns > 0 && i >= columns - ours;
        values.add(isOurs && text.isEmpty() ? null : text);
      }
      if (columns > 0) {
        rows.row(values);
      } else {
        header(values);
      }
    }
  }

  private void header(List<@Nullable String> names) {
    columns = names.size();
    rows.columns(
        names.stream()
            .map(name -> new RowQuery.ResultColumn(String.valueOf(name), RowQuery.ColumnType.TEXT))
            .toList());
  }
}
