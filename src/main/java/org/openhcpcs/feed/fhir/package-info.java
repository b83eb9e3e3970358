/**
 * FHIR R4 as a form of feeds: the resources as files, as a package, and as the upload that a HAPI
 * server takes.
 */
@NullMarked
package org.openhcpcs.feed.fhir;

import org.jspecify.annotations.NullMarked;
