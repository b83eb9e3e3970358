package org.openhcpcs.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openhcpcs.check.gate.Gate;
import org.openhcpcs.check.gate.GateLimits;
import org.openhcpcs.check.gate.Limit;
import org.openhcpcs.code.Finding;
import org.openhcpcs.code.Indicator;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.code.Wording;
import org.openhcpcs.source.companion.IndicatorValue;
import org.openhcpcs.source.companion.RecordLayout;

/**
 * Holds a shipped record layout against the layout that this program reads by, and against the
 * wordings that are known.
 */
public final class LayoutRules {

  private static final int CODE_END = LayoutField.CODE.end(1);

  private final RecordLayout layout;
  private final List<Finding> findings = new ArrayList<>();

  private LayoutRules(RecordLayout layout) {
    this.layout = layout;
  }

  /**
   * What a layout brings.
   *
   * @param wordings values and wordings that were not known for its date
   * @param findings what was noticed
   * @param refusal why the release cannot be read by this layout
   */
  public record LayoutFindings(
      List<Wording> wordings, List<Finding> findings, Optional<Gate.Refusal> refusal) {}

  /**
   * Checks a layout.
   *
   * @param publishedOn the date to go by if the layout has none of its own
   * @param known the wordings that came with the program; not those of releases that happen to be
   *     loaded, so that the order of loading does not matter
   * @param limits how many fields may stand elsewhere
   */
  public static LayoutFindings check(
      RecordLayout layout, LocalDate publishedOn, List<Wording> known, GateLimits limits) {
    LayoutRules rules = new LayoutRules(layout);
    Optional<Gate.Refusal> refusal = rules.checkPositions(limits.of(Gate.LAYOUT));
    List<Wording> wordings = rules.newWordings(layout.asOf().orElse(publishedOn), known);
    return new LayoutFindings(wordings, rules.findings, refusal);
  }

  private Optional<Gate.Refusal> checkPositions(Limit limit) {
    List<String> elsewhere = new ArrayList<>();
    for (RecordLayout.Item item : layout.items()) {
      if (!item.standardAlias().isEmpty() && !isRedefinition(item)) {
        if (!isAsBuilt(item)) {
          elsewhere.add(item.standardAlias() + " at " + item.begin() + "-" + item.end());
        }
      }
    }
    List<LayoutField> missing =
        Stream.of(LayoutField.values())
            .filter(field -> field.type() != LayoutField.Type.FILLER)
            .filter(
                field ->
                    layout.items().stream()
                        .noneMatch(item -> item.standardAlias().equals(field.standardAlias())))
            .toList();
    if (!missing.isEmpty()) {
      findings.add(
          Finding.warning(
                  "layout-incomplete", "the record layout lacks fields; what it has was used")
              .at(layout.file())
              .observed(layout.items().size() + " items")
              .expected("all fields, also " + missing.get(0).standardAlias()));
    }
    int allowed = limit.most(layout.items().size(), 1);
    return elsewhere.size() <= allowed
        ? Optional.empty()
        : Optional.of(
            new Gate.Refusal(
                Gate.LAYOUT,
                layout.file()
                    + " has fields where this program does not read them: "
                    + String.join(", ", elsewhere),
                elsewhere.size(),
                allowed,
                Optional.empty()));
  }

  /** The whole record, and the parts of the code field. */
  private static boolean isRedefinition(RecordLayout.Item item) {
    return item.end() - item.begin() + 1 == LayoutField.RECORD_WIDTH
        || (item.end() <= CODE_END
            && !item.standardAlias().equals(LayoutField.CODE.standardAlias()));
  }

  private boolean isAsBuilt(RecordLayout.Item item) {
    Optional<LayoutField> field =
        Stream.of(LayoutField.values())
            .filter(candidate -> candidate.standardAlias().equals(item.standardAlias()))
            .findFirst();
    boolean same =
        field
            .map(
                f ->
                    f.begin(1) == item.begin()
                        && f.end(1) == item.end()
                        && (item.occurs() == 1 || item.occurs() == f.occurs()))
            .orElse(false);
    if (!same) {
      findings.add(
          Finding.error(
                  "layout-position",
                  "the record layout has a field where this program does not read it")
              .at(layout.file(), item.line())
              .in(
                  item.standardAlias(),
                  item.begin() + "-" + item.end() + ", " + item.occurs() + " times")
              .expected(
                  field
                      .map(f -> f.begin(1) + "-" + f.end(1) + ", " + f.occurs() + " times")
                      .orElse("no such field")));
    }
    return same;
  }

  private List<Wording> newWordings(LocalDate statedOn, List<Wording> known) {
    List<Wording> added = new ArrayList<>();
    for (IndicatorValue printed : layout.values()) {
      IndicatorValue value = meant(printed);
      Wording inForce = inForce(value, statedOn, known);
      if (inForce == null || !inForce.description().equals(value.description())) {
        findings.add(finding(value, inForce));
        added.add(
            new Wording(
                value.indicator(),
                value.code(),
                statedOn,
                value.description(),
                value.heading(),
                value.validFrom(),
                value.validTo(),
                layout.file()));
      }
    }
    return added;
  }

  /** No BETOS code begins with a digit: CMS printed {@code 01L} where records have {@code O1L}. */
  private IndicatorValue meant(IndicatorValue printed) {
    if (printed.indicator() != Indicator.BETOS || !printed.code().startsWith("0")) {
      return printed;
    }
    String code = "O" + printed.code().substring(1);
    findings.add(
        Finding.info(
                "layout-misprint", "the record layout prints a digit where the code has a letter")
            .at(layout.file(), printed.line())
            .in(Indicator.BETOS.table(), printed.code() + " = " + printed.description())
            .expected(code));
    String heading = printed.heading();
    for (IndicatorValue other : layout.values()) {
      if (other.indicator() == Indicator.BETOS && other.code().startsWith("O")) {
        heading = other.heading();
      }
    }
    return new IndicatorValue(
        printed.indicator(),
        code,
        printed.description(),
        heading,
        printed.validFrom(),
        printed.validTo(),
        printed.line());
  }

  private Finding finding(IndicatorValue value, @Nullable Wording inForce) {
    Finding finding =
        inForce == null
            ? Finding.info(
                "layout-new-value",
                "the record layout explains a value that was not known for its date")
            : Finding.info(
                    "layout-changed-wording",
                    "the record layout explains a value in other words than before")
                .expected(inForce.description());
    return finding
        .at(layout.file(), value.line())
        .in(value.indicator().table(), value.code() + " = " + value.description());
  }

  /**
   * The newest wording that is not newer than the layout; for a layout older than all that are
   * known, the oldest.
   */
  private static @Nullable Wording inForce(
      IndicatorValue value, LocalDate statedOn, List<Wording> known) {
    Comparator<Wording> byDate = Comparator.comparing(Wording::statedOn);
    List<Wording> ofValue =
        known.stream()
            .filter(
                wording ->
                    wording.indicator() == value.indicator() && wording.code().equals(value.code()))
            .toList();
    return ofValue.stream()
        .filter(wording -> !wording.statedOn().isAfter(statedOn))
        .max(byDate)
        .or(() -> ofValue.stream().min(byDate))
        .orElse(null);
  }
}
