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
import org.openhcpcs.code.reference.PackageUnits;
import org.openhcpcs.history.CodeLives;

/**
 * Checks single claim lines, of which nobody makes a file, as {@link ClaimCheck} checks those of
 * one. Threads share it.
 */
public final class LineCheck {

  private static final String COLUMNS = "code,date_of_service,modifiers,known_on";
  private static final String PACKAGE_COLUMNS = COLUMNS + ",units,ndc";

  /** A judge works some microseconds on a line: more of them than processors would only wait. */
  private static final int JUDGES = Runtime.getRuntime().availableProcessors();

  private final CodeLives lives;
  private final LocalDate knownOn;
  private final CodeIndex index;
  private final boolean hasPackages;
  private final BlockingQueue<ClaimJudge> judges = new ArrayBlockingQueue<>(JUDGES);

  /**
   * What came of a line, as the columns of a checked file say it; empty where they are.
   *
   * @param checked the code or modifier that the verdict is about
   * @param unitsReason empty also where nobody asked for packages
   */
  public record Judgement(
      String verdict,
      String reason,
      String replacement,
      String edition,
      String checked,
      String modifierVerdicts,
      String unitsReason) {}

  /**
   * @param lives all that was known on any day
   * @param knownOn the day whose knowledge counts for lines that name none
   */
  public LineCheck(CodeLives lives, LocalDate knownOn) {
    this(new ClaimBasis(lives, PackageUnits.none(), knownOn), new CodeIndex(lives), COLUMNS);
  }

  private LineCheck(ClaimBasis basis, CodeIndex index, String columns) {
    this.lives = basis.lives();
    this.knownOn = basis.knownOn();
    this.index = index;
    byte[] header = (columns + "\n").getBytes(StandardCharsets.UTF_8);
    ClaimInput form = new ClaimInput("a line", new ByteArrayInputStream(header), Map.of());
    this.hasPackages = form.columns().hasPackages();
    for (int i = 0; i < JUDGES; i++) {
      judges.add(new ClaimJudge(form, basis, index, null));
    }
  }

  /** The same for lines with units and a product, of which it says whether they fit. */
  public LineCheck with(PackageUnits packages) {
    return new LineCheck(new ClaimBasis(lives, packages, knownOn), index, PACKAGE_COLUMNS);
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
    return check(List.of(code, date, String.join(" ", modifiers), knownOn));
  }

  /**
   * Checks a line with units, as {@link #with} makes it.
   *
   * @param product an NDC, UPC or GTIN
   */
  public Judgement check(
      String code,
      String date,
      List<String> modifiers,
      String knownOn,
      String units,
      String product) {
    return check(List.of(code, date, String.join(" ", modifiers), knownOn, units, product));
  }

  private Judgement check(List<String> texts) {
    ByteText line = new ByteText(64);
    for (int i = 0; i < texts.size(); i++) {
      (i == 0 ? line : line.add(',')).addCell(texts.get(i));
    }
    byte[] bytes = line.toBytes();
    ByteText judged = judge(new ClaimInput.Block(bytes, bytes.length, false));
    LineCells cells = new LineCells((byte) ',', 0, 0);
    cells.cut(judged.bytes(), 0, judged.size(), true);
    int at = texts.size();
    return new Judgement(
        cells.text(at),
        cells.text(at + 1),
        cells.text(at + 2),
        cells.text(at + 3),
        cells.text(at + 4),
        cells.text(at + 5),
        hasPackages ? cells.text(at + 6) : "");
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
      throw ErrorCode.INTERNAL.failure(e, "the check was interrupted");
    }
  }
}
