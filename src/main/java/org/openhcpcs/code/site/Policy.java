package org.openhcpcs.code.site;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A policy that a user attaches to a code, such as that of a payer.
 *
 * @param code the code or modifier, of any level
 * @param source who issued the policy
 * @param identifier its number or name there
 * @param title its title; null if it is not given
 * @param url where to read it; null if it is not given
 * @param effective since when it holds; null if it is not given
 */
public record Policy(
    String code,
    String source,
    String identifier,
    @Nullable String title,
    @Nullable String url,
    @Nullable LocalDate effective) {}
