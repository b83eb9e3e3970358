package org.openhcpcs.code.reference;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A row of the Restructured BETOS Classification System: where a code belonged over some time. What
 * is blank in the file, or an open end (12/31/9999), is null.
 *
 * @param code the code, of any level
 * @param rbcsId six characters: category, subcategory, three digits of the family, major indicator
 * @param category one letter
 * @param categoryDescription its name
 * @param subcategory two letters, the first being the category
 * @param subcategoryDescription its name
 * @param family three digits, 000 for none
 * @param familyDescription its name
 * @param majorIndicator M for a major procedure, O for another, N for what is no procedure
 * @param codeAdded since when the code is in use
 * @param codeEnd the last day of the code
 * @param validFrom the first day of the assignment
 * @param validTo the day from which it no longer holds
 * @param latest whether this is the code's newest assignment; null in editions that do not say
 * @param firstReleaseYear the release year that first had the assignment
 * @param alternateMethod whether it was found in another way, as published
 * @param reassigned whether the code ever had another RBCS id
 */
public record RbcsAssignment(
    String code,
    String rbcsId,
    @Nullable String category,
    @Nullable String categoryDescription,
    @Nullable String subcategory,
    @Nullable String subcategoryDescription,
    @Nullable String family,
    @Nullable String familyDescription,
    @Nullable String majorIndicator,
    @Nullable LocalDate codeAdded,
    @Nullable LocalDate codeEnd,
    @Nullable LocalDate validFrom,
    @Nullable LocalDate validTo,
    @Nullable Boolean latest,
    @Nullable Integer firstReleaseYear,
    @Nullable String alternateMethod,
    @Nullable Boolean reassigned)
    implements ReferenceRow {}
