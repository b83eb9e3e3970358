package org.openhcpcs.check.correction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openhcpcs.check.correction.Instruction.Demand;
import org.openhcpcs.check.correction.Instruction.Edit;
import org.openhcpcs.code.LayoutField;
import org.openhcpcs.source.companion.CorrectionRow;

class ActionTextTest {

  private static Instruction understand(String action, String... cells) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < cells.length; i += 2) {
      map.put(cells[i], cells[i + 1]);
    }
    return ActionText.understand(new CorrectionRow(5, "C1842", action, map));
  }

  /**
   * The cells, as {@code header=value; header=value}, and the action in the words of CMS or of a
   * person who writes as CMS does; what they ask for is written by {@link #told}.
   */
  @ParameterizedTest
  @CsvFileSource(
      resources = "correction-texts.csv",
      delimiter = '|',
      quoteCharacter = '`',
      numLinesToSkip = 1)
  void understandsWhatIsAskedFor(
      @Nullable String action, @Nullable String cells, String instruction) {
    String[] named =
        Stream.of(Objects.requireNonNullElse(cells, "").split("; "))
            .flatMap(cell -> Stream.of(cell.split("=", 2)))
            .filter(text -> !text.isEmpty())
            .toArray(String[]::new);
    assertThat(told(understand(Objects.requireNonNullElse(action, ""), named)))
        .isEqualTo(instruction);
  }

  private static String told(Instruction instruction) {
    String edits =
        instruction.edits().stream().map(ActionTextTest::told).collect(Collectors.joining("; "));
    return instruction.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + (edits.isEmpty() ? "" : ": " + edits)
        + instruction.year().map(year -> " (" + year + ")").orElse("")
        + instruction.effectiveOn().map(day -> " since " + day).orElse("");
  }

  private static String told(Edit edit) {
    String values = String.join(",", edit.values());
    String from = edit.from().isEmpty() ? "" : " from " + edit.from();
    return edit.item().name().toLowerCase(Locale.ROOT)
        + switch (edit.change()) {
          case SET -> " = " + (values.isEmpty() ? "blank" : values);
          case ADD -> " + " + values;
          case REMOVE -> values.isEmpty() ? " = blank" : " - " + values;
          case REVERT -> " reverts";
          case KEEP -> " stays";
        }
        + from;
  }

  @Test
  void addsACodeWithWhatItsCellsSay() {
    assertThat(
            understand(
                    "ADD ",
                    "EFF DATE",
                    "2017-01-01",
                    "SHORT DESC",
                    "Pump, any",
                    "LONG DESC",
                    "Pump of any kind",
                    "TOS",
                    "9,F",
                    "BETOS",
                    "D1E",
                    "COV",
                    "D",
                    "PRICE",
                    "0",
                    "ASC IND",
                    "YY",
                    "ASC DATE",
                    "2017-01-01",
                    "COMMENTS",
                    "Statute 1833(t)")
                .edits())
        .isEqualTo(
            List.of(
                Edit.set(LayoutField.ADDED_DATE, List.of("2017-01-01")),
                Edit.set(LayoutField.ACTION_EFFECTIVE_DATE, List.of("2017-01-01")),
                Edit.set(LayoutField.ACTION, List.of("A")),
                Edit.set(LayoutField.LONG_DESCRIPTION, List.of("Pump of any kind")),
                Edit.set(LayoutField.SHORT_DESCRIPTION, List.of("Pump, any")),
                Edit.set(LayoutField.PRICING_INDICATOR, List.of("00")),
                Edit.set(LayoutField.STATUTE, List.of("1833(t)")),
                Edit.set(LayoutField.COVERAGE, List.of("D")),
                Edit.set(LayoutField.ASC_PAYMENT_GROUP, List.of("YY")),
                Edit.set(LayoutField.ASC_EFFECTIVE_DATE, List.of("2017-01-01")),
                Edit.set(LayoutField.BETOS, List.of("D1E")),
                Edit.set(LayoutField.TYPE_OF_SERVICE, List.of("9", "F"))));
  }

  @Test
  void saysWhatItCouldNotTell() {
    assertThat(understand("Revert to 2017 whatever").why())
        .isEqualTo("what is to revert is not told: whatever");
    assertThat(understand("Change Cov to C and so on").why()).isEqualTo("not told apart: so on");
    assertThat(understand("Revise long description").why())
        .isEqualTo("no value is given for long_description");
    assertThat(understand("Revise long description to X").why())
        .isEqualTo("a description stands in its cell, not in the text");
    assertThat(understand("Revise description").why()).isEqualTo("no description is given");
    assertThat(understand("Revise").why())
        .isEqualTo("no item is named, and no cell says what is to change");
    assertThat(understand("Terminate and reactivate").why())
        .isEqualTo("it asks for two things: terminate and reactivate");
    assertThat(understand("Change TOS to 1,2,3,4,5,6").why())
        .isEqualTo("more values than type_of_service has positions");
    assertThat(understand("").why()).isEqualTo("the action is blank");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "see comments",
        "Change",
        "Change Cov",
        "Change Cov to C and so on",
        "Change Cov to CD",
        "Change Price to 123",
        "Change TOS to 1,2,3,4,5,6",
        "Change code to A1234",
        "Change added date to 13/01/2017",
        "Add \"YY\" ASC Ind ZZ",
        "Revise description",
        "Revise long description",
        "Change short and long description to X",
        "Add code A1234 after A1233",
        "Change wrong description",
        "Change BETOS now",
        "Change old BETOS",
        "Revise long description to X",
        "Do something, do not add",
        "Move to section G",
        "Delete A1000 and A1001",
        "Change TOS to 1 for A1234",
        "Change TOS to 1 or 9",
        "If TOS is 1, change to 9",
        "Delete unless terminated",
        "Terminate or delete",
        "Add and delete",
        "Do not terminate until TOS is changed",
        "Under review",
        "Will be assigned at a later date",
        "Charge"
      })
  void guessesNothing(String action) {
    Instruction instruction = understand(action);
    assertThat(instruction.kind()).isEqualTo(Demand.NOT_UNDERSTOOD);
    assertThat(instruction.why()).isNotEmpty();
  }

  @Test
  void comesToAnEndWithAnyWords() {
    Random random = new Random(15);
    List<String> words =
        Stream.of(
                "revise add remove terminate reinstate restore revert rescind not to from in and back blank error typo",
                "missing previous 2017 per file code the LD SD long short description effective date action TOS BETOS",
                "xref ASC price new active now C 9 \"YY\" J1095 1/1/2018 ; . , - ( ) other")
            .flatMap(line -> Stream.of(line.split(" ")))
            .toList();
    AtomicReference<String> action = new AtomicReference<>("");
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          for (int i = 0; i < 5000; i++) {
            String text =
                random
                    .ints(1 + random.nextInt(9), 0, words.size())
                    .mapToObj(words::get)
                    .collect(Collectors.joining(" "));
            action.set(text);
            Instruction instruction = understand(text, "LD", "Pump", "TOS", "9");
            assertThat(instruction.kind() == Demand.NOT_UNDERSTOOD)
                .as(action.get())
                .isEqualTo(!instruction.why().isEmpty());
          }
        },
        action::get);
  }

  @Test
  void guessesNothingWhereTextAndCellDisagree() {
    assertThat(understand("Change Cov to C", "COV", "D").why())
        .isEqualTo("the text says C for coverage, the cell D");
    assertThat(understand("Revise LD and move to section G", "LD", "Pump").why())
        .isEqualTo("not told apart: move to section G");
    assertThat(understand("ADD CODE", "LONG DESC", "Pump", "COV", "CC").why())
        .isEqualTo("CC cannot stand in coverage");
  }
}
