/**
 * FHIR R4: the code system with every field, value sets, the map of replacements, and the package
 * and the upload that servers take.
 */
@NullMarked
package org.openhcpcs.feed.fhir;

import org.jspecify.annotations.NullMarked;
