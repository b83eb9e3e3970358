package org.openhcpcs.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openhcpcs.claim.ClaimColumns.Role;
import org.openhcpcs.code.ErrorCode;
import org.openhcpcs.code.HcpcsException;

class ClaimColumnsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "code,date|0|1|",
        "HCPCS,Date of Service|0|1|",
        "Hcpcs Code,DATE_OF_SERVICE|0|1|",
        "procedure_code,service date|0|1|",
        "PROCEDURE CODE,DOS,Mod1,MOD 2|0|1|2 3",
        "CPT/HCPCS,Service Date,Modifier(s)|0|1|2",
        "Date(s) of Service,HCPCS/CPT Code|1|0|",
        // CCW, carrier lines and outpatient revenue lines
        "CLM_ID,CLM_FROM_DT,LINE_1ST_EXPNS_DT,HCPCS_CD,HCPCS_1ST_MDFR_CD,HCPCS_2ND_MDFR_CD|3|2|4 5",
        "CLM_ID,CLM_FROM_DT,REV_CNTR_DT,HCPCS_CD,HCPCS_1ST_MDFR_CD,HCPCS_3RD_MDFR_CD|3|2|4 5",
        "CLM_ID,CLM_FROM_DT,CLM_THRU_DT,HCPCS_CD|3|1|",
        // CCLF 5
        "CUR_CLM_UNIQ_ID,CLM_FROM_DT,CLM_LINE_FROM_DT,CLM_LINE_HCPCS_CD,HCPCS_1_MDFR_CD,HCPCS_2_MDFR_CD|3|2|4 5",
        // Tuva's medical_claim
        "claim_id,claim_start_date,claim_line_start_date,hcpcs_code,hcpcs_modifier_1,hcpcs_modifier_5|3|2|4 5",
        // OMOP
        "procedure_occurrence_id,procedure_date,procedure_source_value,modifier_source_value|2|1|3",
        "drug_exposure_start_date,drug_source_value|1|0|",
        // 837
        "SV101-02,SV101-03,SV101-04,DTP*472-03,DTP03|0|4|1 2",
        "CLM01,SV101-01,SV101-02,SV101-03,SV102,SV103,SV104,DTP03|2|7|3",
        "CLM01,SV101,SV102,SV103,SV104,DTP03|1|5|",
        "SV201,SV202-02,SV202-03,SV203,DTP03|1|4|2",
        // Medicaid (TAF)
        "CLM_ID,LINE_SRVC_BGN_DT,LINE_PRCDR_CD,LINE_PRCDR_MDFR_CD_1,LINE_PRCDR_MDFR_CD_2|2|1|3 4",
        "procedure_code,procedure_modifier_1,service_date_from|0|2|1"
      })
  void knowsTheNamesThatPeopleHave(String header, int code, int date, String modifiers) {
    ClaimColumns columns = columns(header);
    assertThat(columns.code()).isEqualTo(code);
    assertThat(columns.date()).isEqualTo(date);
    assertThat(columns.modifiers())
        .map(String::valueOf)
        .isEqualTo(modifiers == null ? List.of() : List.of(modifiers.split(" ")));
    assertThat(columns.hasKnownOn()).isFalse();
  }

  @Test
  void takesColumnsThatAreNamed() {
    List<String> names = List.of("a", "code", "when", "b", "c", "date", "asked");
    ClaimColumns columns =
        ClaimColumns.of(
            "claims.csv",
            "text",
            names,
            Map.of(
                Role.CODE, List.of("a"),
                Role.DATE, List.of("when"),
                Role.MODIFIERS, List.of("b", "c"),
                Role.KNOWN_ON, List.of("asked")));
    assertThat(columns).isEqualTo(new ClaimColumns(names, 0, 2, List.of(3, 4), 6, -1, -1));
    assertThat(columns.others()).containsExactly("code", "date");
    assertThatThrownBy(
            () -> ClaimColumns.of("claims.csv", "text", names, Map.of(Role.CODE, List.of("HCPCS"))))
        .hasMessage(
            "claims.csv: no column HCPCS; name it with --columns; the file was read as text, and the columns are: a, code, when, b, c, date, asked");
  }

  @Test
  void namesTheColumnsThatSayNothing() {
    ClaimColumns columns = columns("Claim ID,code,,date,mod1,known_on,payer");
    assertThat(columns.others()).containsExactly("Claim ID", "payer");
    assertThat(columns.hasKnownOn()).isTrue();
    assertThat(columns.unjudgedModifiers()).isEmpty();
  }

  @Test
  void noticesColumnsThatLookLikeModifiers() {
    assertThat(
            columns("code,date,first modifier,modifier_concept_id,mod_a,x_mod2,model,modified_at")
                .unjudgedModifiers())
        .containsExactly("first modifier", "modifier_concept_id", "x_mod2");
  }

  @Test
  void givesEveryColumnANameOfItsOwn() {
    assertThat(columns("code,date,id,verdict,,id,id_2,id,,input_verdict").outputNames())
        .containsExactly(
            "code",
            "date",
            "id",
            "input_verdict",
            "column_5",
            "id_2",
            "id_2_2",
            "id_3",
            "column_9",
            "input_verdict_2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id,date|no column for the code (code, hcpcs, hcpcs_code or procedure_code); name it with --columns; the file was read as text, and the columns are: id, date",
        "code,when|no column for the date of service (date_of_service, service_date, dos or date); name it with --columns; the file was read as text, and the columns are: code, when",
        "code,code,date|several columns are named code; only the one that counts must have the name",
        "code,HCPCS,date|several columns for the code: code, HCPCS; name the one that counts with --columns code=NAME",
        "code,dos,date|several columns for the date of service: dos, date; name the one that counts with --columns date=NAME"
      })
  void refusesAFileWithoutTheColumns(String header, String message) {
    assertThatThrownBy(() -> columns(header))
        .isInstanceOfSatisfying(
            HcpcsException.class, e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.USAGE))
        .hasMessage("claims.csv: " + message);
  }

  @Test
  void namesNoMoreColumnsThanFitALine() {
    List<String> names = Collections.nCopies(1000, "a\u0007b");
    HcpcsException e =
        catchThrowableOfType(
            HcpcsException.class, () -> ClaimColumns.of("claims.csv", "text", names, Map.of()));
    assertThat(e.getMessage()).hasSizeLessThan(500).contains("a?b, a?b").endsWith(" …");
  }

  private static ClaimColumns columns(String header) {
    return ClaimColumns.of("claims.csv", "text", List.of(header.split(",", -1)), Map.of());
  }
}
