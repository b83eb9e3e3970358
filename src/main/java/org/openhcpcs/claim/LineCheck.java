package org.openhcpcs.claim;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.openhcpcs.claim.cell.ByteText;
import org.openhcpcs.claim.cell.LineCells;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;
import org.openhcpcs.code.reference.PackageUnits;
import org.openhcpcs.history.CodeLives;

/**
 * Checks single claim lines, of which nobody makes a file, as {@link ClaimCheck} checks those of
 * one. Threads share it.
 */
public final class LineCheck {

  private static final byte[] HEADER =
      "code,date_of_service,modifiers,known_on\n".getBytes(StandardCharsets.UTF_8);

  private static final int COLUMNS = 4;

  /** A judge works some microseconds on a line: more of them than processors would only wait. */
  private static final int JUDGES = Runtime.getRuntime().availableProcessors();

  private final CodeLives lives;
  private final BlockingQueue<ClaimJudge> judges = new ArrayBlockingQueue<>(JUDGES);

  /**
   * What came of a line, as the columns of a checked file say it; empty where they are.
   *
   * @param checked the code or modifier that the verdict is about
   */
  public record Judgement(
      String verdict,
      String reason,
      String replacement,
      String edition,
      String checked,
      String modifierVerdicts) {}

  /**
   * @param lives all that was known on any day
   * @param knownOn the day whose knowledge counts for lines that name none
   */
  public LineCheck(CodeLives lives, LocalDate knownOn) {
    this.lives = lives;
    ClaimInput none = new ClaimInput("a line", new ByteArrayInputStream(HEADER), Map.of());
    ClaimBasis basis = new ClaimBasis(lives, PackageUnits.none(), knownOn);
    CodeIndex index = new CodeIndex(lives);
    for (int i = 0; i < JUDGES; i++) {
      judges.add(new ClaimJudge(none, basis, index, null));
    }
  }

  /** The history that lines are checked by. */
  public CodeLives lives() {
    return lives;
  }

  /**
   * Checks a line.
   *
   * @param date the date of service, in any form that files have it in
   * @param knownOn the day whose knowledge counts, in the same forms; may be empty
   */
  public Judgement check(String code, String date, List<String> modifiers, String knownOn) {
    ByteText line = new ByteText(64);
    line.addCell(code).add(',').addCell(date).add(',').addCell(String.join(" ", modifiers));
    byte[] bytes = line.add(',').addCell(knownOn).toBytes();
    ByteText judged = judge(new ClaimInput.Block(bytes, bytes.length, false));
    LineCells cells = new LineCells((byte) ',', 0, 0);
    cells.cut(judged.bytes(), 0, judged.size(), true);
    return new Judgement(
        cells.text(COLUMNS),
        cells.text(COLUMNS + 1),
        cells.text(COLUMNS + 2),
        cells.text(COLUMNS + 3),
        cells.text(COLUMNS + 4),
        cells.text(COLUMNS + 5));
  }

  private ByteText judge(ClaimInput.Block line) {
    try {
      ClaimJudge judge = judges.take();
      try {
        return judge.judge(line, new ByteText(0));
      } finally {
        judges.add(judge);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HcpcsException(ErrorCode.INTERNAL, "the check was interrupted", e);
    }
  }
}
