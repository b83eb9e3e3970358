package org.openhcpcs.code.unit;

import org.openhcpcs.code.Labelled;

/** What a unit measures. Amounts are converted within one, never across two. */
public enum Dimension implements Labelled {
  MASS(Use.AMOUNT),
  VOLUME(Use.AMOUNT),
  /** Units of biological activity, such as those of insulin or heparin. */
  BIOLOGICAL_ACTIVITY(Use.AMOUNT),
  KALLIKREIN_INHIBITION(Use.AMOUNT),
  RADIOACTIVITY(Use.AMOUNT),
  EQUIVALENTS(Use.AMOUNT),
  PLAQUES(Use.AMOUNT),
  GENOMES(Use.AMOUNT),
  CELLS(Use.AMOUNT),
  AREA(Use.STANDING_ALONE),
  LENGTH(Use.AFTER_PER),
  TIME(Use.AFTER_PER),
  ENERGY(Use.AFTER_PER),
  /** Things that are counted: vials, patches, boxes. None is converted to another. */
  COUNT(Use.AFTER_PER),
  /** Whatever is given at a time, however much it is. */
  OCCASION(Use.AFTER_PER);

  /** Where in a description an amount of a dimension is what one unit stands for. */
  enum Use {
    /** Anywhere: hardly anything but a drug is measured so. */
    AMOUNT,
    /** Where nothing else stands between two commas. */
    STANDING_ALONE,
    /** Behind the word per or each: elsewhere it is a size or a duration. */
    AFTER_PER
  }

  private final Use use;

  Dimension(Use use) {
    this.use = use;
  }

  Use use() {
    return use;
  }
}
