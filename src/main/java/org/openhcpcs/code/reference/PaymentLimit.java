package org.openhcpcs.code.reference;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A row of a payment file: what Medicare Part B pays for one unit of a drug in a quarter. What is
 * blank in the file, or {@code N/A}, is null. Only codes of Level II have rows.
 *
 * @param code the code
 * @param shortDescription its short descriptor
 * @param dosage what one unit of the code is, such as 10 MG
 * @param paymentLimit dollars for one unit; null where the notes say how it is paid
 * @param coinsurancePercentage what the patient pays of it, in percent
 * @param vaccineAwpPercentage percentage of the average wholesale price that a vaccine is paid by
 * @param vaccineLimit dollars for a vaccine
 * @param bloodAwpPercentage percentage of the average wholesale price that blood is paid by
 * @param bloodLimit dollars for blood
 * @param clottingFactor 1 for a clotting factor
 * @param notes what the file says of the row
 */
public record PaymentLimit(
    String code,
    @Nullable String shortDescription,
    @Nullable String dosage,
    @Nullable BigDecimal paymentLimit,
    @Nullable BigDecimal coinsurancePercentage,
    @Nullable BigDecimal vaccineAwpPercentage,
    @Nullable BigDecimal vaccineLimit,
    @Nullable BigDecimal bloodAwpPercentage,
    @Nullable BigDecimal bloodLimit,
    @Nullable BigDecimal clottingFactor,
    @Nullable String notes)
    implements ReferenceRow {}
