/**
 * The resources of FHIR R4 that a state of the code set makes: the code system with every field,
 * the lookups, value sets and the map of replacements.
 */
@NullMarked
package org.openhcpcs.feed.fhir.resource;

import org.jspecify.annotations.NullMarked;
