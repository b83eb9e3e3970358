package org.openhcpcs.check.correction;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a word of a correction means, whatever its form: {@code Revised} and {@code updates} are
 * both {@link #CHANGE}. A mistyped word is taken for the one that it is a letter or two away from.
 */
enum Word {
  CHANGE(
      "CHANGE CHANGED CHANGES CHANGING REVISE REVISED REVISES REVISING REVISION REVISIONS CORRECT CORRECTED CORRECTS"
          + " CORRECTING CORRECTION CORRECTIONS UPDATE UPDATED UPDATES UPDATING MODIFY MODIFIED MODIFIES MODIFICATION AMEND"
          + " AMENDED ADJUST ADJUSTED EDIT EDITED FIX FIXED SET REWORD REWORDED EXTEND EXTENDED MAKE"),
  REPLACE("REPLACE REPLACED REPLACES REPLACING REPLACEMENT SUBSTITUTE SUBSTITUTED USE"),
  ADD(
      "ADD ADDED ADDS ADDING ADDITION ADDITIONAL INCLUDE INCLUDED INSERT INSERTED ASSIGN ASSIGNED CREATE CREATED ENTER"
          + " ENTERED PUT BRING"),
  NEW("NEW"),
  REMOVE(
      "REMOVE REMOVED REMOVES REMOVING REMOVAL DELETE DELETED DELETES DELETING DELETION DROP DROPPED ELIMINATE ELIMINATED"
          + " CLEAR CLEARED ERASE ERASED TAKE"),
  TERMINATE(
      "TERMINATE TERMINATED TERMINATES TERMINATING TERMINATION TERM TERMED TERMS DISCONTINUE DISCONTINUED DISCONTINUES"
          + " DISCONTINUATION DISC END ENDED ENDS ENDING RETIRE RETIRED INACTIVATE INACTIVATED DEACTIVATE DEACTIVATED EXPIRE"
          + " EXPIRED SUNSET"),
  REACTIVATE(
      "REACTIVATE REACTIVATED REACTIVATES REACTIVATION REINSTATE REINSTATED REINSTATES"
          + " UNTERMINATE UNTERMINATED"),
  RESTORE("RESTORE RESTORED READD READDED RETAIN RETAINED KEEP KEPT LEAVE REMAIN REMAINS"),
  REVERT("REVERT REVERTED REVERTS REVERTING RETURN RETURNED UNDO ROLL GO"),
  WITHDRAW(
      "WITHDRAW WITHDRAWN RESCIND RESCINDED DISREGARD DISREGARDED IGNORE IGNORED CANCEL CANCELLED CANCELED VOID VOIDED"
          + " RETRACT RETRACTED"),
  NOT("NOT DONT SHOULDNT WASNT ISNT NO NEVER"),
  ACTIVE("ACTIVE VALID"),
  BE("BE IS ARE WAS WERE BEEN BEING SHOULD MUST SHALL WILL NEED NEEDS HAS HAVE HAD READ READS"),
  TO("TO AS OF WITH BY INTO : = -> =>"),
  FROM("FROM"),
  IN("IN ON FOR UNDER AT"),
  AND("AND PLUS THEN & +"),
  BACK("BACK"),
  BLANK("BLANK BLANKS NULL NONE EMPTY SPACES"),
  ERROR("ERROR ERRORS MISTAKE ERRONEOUSLY INCORRECTLY INADVERTENTLY MISTAKENLY ACCIDENTALLY"),
  FLAW("WRONG INCORRECT INVALID ERRONEOUS TYPO TYPOS SPELLING TYPOGRAPHICAL MISSPELLING"),
  MISSING("MISSING OMITTED LEFT"),
  PREVIOUS("PREVIOUS PREVIOUSLY PRIOR FORMER EARLIER ORIGINAL LAST"),
  BECAUSE("BECAUSE DUE PER SINCE SEE REFER REASON"),
  FILE(
      "FILE FILES TABLE TABLES LIST LISTS LISTING DATABASE RELEASE EDITION DOCUMENT SHEET SPREADSHEET"),
  CODE("CODE CODES CD CDS HCPCS HCPC MODIFIER MODIFIERS MOD PROCEDURE PROCEDURES RECORD RECORDS"),
  NOISE(
      "THE THIS THAT THESE THEIR ITS IT PLEASE PLS ALSO ONLY NOW AN DO DOES DID JUST BOTH FULL ALL EXISTING CURRENT STILL"
          + " INSTEAD OFF OUT ADMINISTRATIVE ADMIN MISCELLANEOUS MISC"),
  LD("LD LDS"),
  SD("SD SDS"),
  LONG("LONG"),
  SHORT("SHORT"),
  DESCRIPTION("DESCRIPTION DESCRIPTIONS DESCRIPTOR DESCRIPTORS DESC DESCR DESCS DESCRIPT"),
  EFFECTIVE("EFFECTIVE EFF EFFECT EFFEC EFCTV"),
  START("START STARTS STARTING BEGIN BEGINS BEGINNING"),
  DATE("DATE DATES DATED DT"),
  ACTION("ACTION ACTIONS ACT ACTN"),
  COVERAGE("COVERAGE COV COVG CVRG"),
  ISSUE("ISSUE ISSUES"),
  CARRIER("CARRIER CARRIERS"),
  MANUAL("MANUAL"),
  CIM("CIM"),
  MCM("MCM"),
  MULTIPLE("MULTIPLE MULT MULTI"),
  MPI("MPI"),
  PI("PI"),
  PRICE("PRICE PRICES PRICING PRCNG"),
  INDICATOR("INDICATOR INDICATORS IND INDS"),
  GROUP("GROUP GROUPS GRP GRPS"),
  POLICY("POLICY"),
  PAYMENT("PAYMENT PAY PMT"),
  CROSS("CROSS"),
  REFERENCE("REFERENCE REFERENCES REF REFS"),
  XREF("XREF XREFS CROSSREFERENCE CROSSREF CROSSWALK CROSSWALKED CROSSWALKS"),
  TYPE("TYPE TYPES"),
  SERVICE("SERVICE SERVICES"),
  TOS("TOS"),
  BETOS("BETOS"),
  STATUTE("STATUTE STATUTES"),
  PROCESSING("PROCESSING PROC PROCNOTE"),
  NOTE("NOTE NOTES"),
  NUMBER("NUMBER NUMBERS NUM SECTION SECTIONS"),
  FIELD("FIELD FIELDS VALUE VALUES DATA"),
  LAB("LAB LABCERT"),
  CERTIFICATION("CERTIFICATION CERTIFICATIONS CERT CERTS"),
  ASC("ASC"),
  MOG("MOG OPPS"),
  ANESTHESIA("ANESTHESIA ANEST ANES"),
  BASE("BASE"),
  UNIT("UNIT UNITS BU"),
  COMMENT("COMMENT COMMENTS REMARK REMARKS"),
  /** A sign between words. */
  SIGN(", ; . / - ( )"),
  /** Whatever is none of these words: a value, or a word that is not understood. */
  OTHER(""),
  /** Behind the last word. */
  NOTHING("");

  private static final Map<String, Word> FORMS = new HashMap<>();
  private static final int SHORTEST_MENDED = 5;
  private static final int LONG_WORD = 8;

  static {
    for (Word word : values()) {
      for (String form : word.forms.split(" ", -1)) {
        FORMS.put(form, word);
      }
    }
  }

  private final String forms;

  Word(String forms) {
    this.forms = forms;
  }

  /** What a word means; two words that stand together without a blank are told apart. */
  static List<Word> of(String text) {
    String form = text.toUpperCase(Locale.ROOT);
    Word known = FORMS.get(form);
    if (known != null) {
      return List.of(known);
    }
    for (int i = 2; i <= form.length() - 2; i++) {
      Word first = FORMS.get(form.substring(0, i));
      Word second = FORMS.get(form.substring(i));
      if (first != null && second != null && first.asksForSomething() && form.length() > 5) {
        return List.of(first, second);
      }
    }
    return List.of(mended(form).orElse(OTHER));
  }

  /** Whether it says what is to be done. */
  boolean asksForSomething() {
    return compareTo(CHANGE) >= 0 && compareTo(WITHDRAW) <= 0 && this != NEW;
  }

  private static Optional<Word> mended(String form) {
    if (form.length() < SHORTEST_MENDED || !form.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
      return Optional.empty();
    }
    int most = form.length() < LONG_WORD ? 1 : 2;
    for (int distance = 1; distance <= most; distance++) {
      int allowed = distance;
      List<Word> near =
          FORMS.entrySet().stream()
              .filter(entry -> entry.getKey().length() >= SHORTEST_MENDED - 1)
              .filter(entry -> distance(form, entry.getKey()) <= allowed)
              .map(Map.Entry::getValue)
              .distinct()
              .toList();
      if (!near.isEmpty()) {
        return near.size() == 1 ? Optional.of(near.get(0)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** How many letters are missing, too many or others; two in the wrong order count as one. */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 2) {
      return Integer.MAX_VALUE;
    }
    int[][] steps = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        steps[i][j] =
            Math.min(
                steps[i - 1][j - 1] + (same ? 0 : 1),
                Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
      }
    }
    return steps[a.length()][b.length()];
  }
}
