package org.openhcpcs.code.reference;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A row of an NDC-HCPCS crosswalk: a drug package and the code that it is billed with. What is
 * blank in the file is null.
 *
 * @param code the code; null in the list of drugs that have none
 * @param shortDescription the short descriptor; null unless the code is one of Level II, because
 *     the others belong to the AMA and the ADA
 * @param ndc eleven digits; null if the product number is no NDC
 * @param productNumber the NDC, or another number of the product, as published
 * @param labeler manufacturer or distributor
 * @param drugName name of the product
 * @param genericName generic name, in the list of drugs without a code
 * @param dosage what one billing unit of the code is, such as 10 MG
 * @param packageSize amount in one item of the package, such as milliliters
 * @param packageQuantity number of items in the package
 * @param billUnits billing units in one item
 * @param billUnitsPerPackage billing units in the whole package
 */
public record NdcListing(
    @Nullable String code,
    @Nullable String shortDescription,
    @Nullable String ndc,
    String productNumber,
    @Nullable String labeler,
    @Nullable String drugName,
    @Nullable String genericName,
    @Nullable String dosage,
    @Nullable BigDecimal packageSize,
    @Nullable BigDecimal packageQuantity,
    @Nullable BigDecimal billUnits,
    @Nullable BigDecimal billUnitsPerPackage)
    implements ReferenceRow {}
