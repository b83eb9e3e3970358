package org.openhcpcs.job.load;

/** What a load makes of the sample and of refusals, depending on who wants it. */
enum LoadPolicy {
  /**
   * Somebody named what to load, and reads how each release fared: the sample is loaded unless
   * CMS's releases are.
   */
  NAMED,
  /** It lay there: the sample is left alone, and a refusal is a failure of its archive. */
  FOUND
}
