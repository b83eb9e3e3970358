package org.openhcpcs.feed.omop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DomainTest {

  /** Every BETOS class with its domain and CMS's words. */
  private static final String CLASSES =
      """
      D1A | Device      | Medical/surgical supplies
      D1B | Device      | Hospital beds
      D1C | Device      | Oxygen and supplies
      D1D | Device      | Wheelchairs
      D1E | Device      | Other DME
      D1F | Device      | Prosthetic/Orthotic devices
      D1G | Drug        | Drugs Administered through DME
      I1A | Procedure   | Standard imaging - chest
      I1B | Procedure   | Standard imaging - musculoskeletal
      I1C | Procedure   | Standard imaging - breast
      I1D | Procedure   | Standard imaging - contrast gastrointestinal
      I1E | Procedure   | Standard imaging - nuclear medicine
      I1F | Procedure   | Standard imaging - other
      I2A | Procedure   | Advanced imaging - CAT/CT/CTA: brain/head/neck
      I2B | Procedure   | Advanced imaging - CAT/CT/CTA: other
      I2C | Procedure   | Advanced imaging - MRI/MRA: brain/head/neck
      I2D | Procedure   | Advanced imaging - MRI/MRA: other
      I3A | Procedure   | Echography/ultrasonography - eye
      I3B | Procedure   | Echography/ultrasonography - abdomen/pelvis
      I3C | Procedure   | Echography/ultrasonography - heart
      I3D | Procedure   | Echography/ultrasonography - carotid arteries
      I3E | Procedure   | Echography/ultrasonography - prostate, transrectal
      I3F | Procedure   | Echography/ultrasonography - other
      I4A | Procedure   | Imaging/procedure - heart including cardiac catheterization
      I4B | Procedure   | Imaging/procedure - other
      M1A | Observation | Office visits - new
      M1B | Observation | Office visits - established
      M2A | Observation | Hospital visit - initial
      M2B | Observation | Hospital visit - subsequent
      M2C | Observation | Hospital visit - critical care
      M3  | Observation | Emergency room visit
      M4A | Observation | Home visit
      M4B | Observation | Nursing home visit
      M5A | Observation | Specialist - pathology
      M5B | Observation | Specialist - psychiatry
      M5C | Observation | Specialist - opthamology
      M5D | Observation | Specialist - other
      M6  | Observation | Consultations
      O1A | Observation | Ambulance
      O1B | Procedure   | Chiropractic
      O1C | Device      | Enteral and parenteral
      O1D | Drug        | Chemotherapy
      O1E | Drug        | Other drugs
      O1F | Device      | Hearing and speech services
      O1G | Drug        | Immunizations/Vaccinations
      O1L | Device      | Lymphedema compression treatment items (eff 1/1/2024)
      P0  | Procedure   | Anesthesia
      P1A | Procedure   | Major procedure - breast
      P1B | Procedure   | Major procedure - colectomy
      P1C | Procedure   | Major procedure - cholecystectomy
      P1D | Procedure   | Major procedure - turp
      P1E | Procedure   | Major procedure - hysterectomy
      P1F | Procedure   | Major procedure - explor/decompr/excisdisc
      P1G | Procedure   | Major procedure - Other
      P2A | Procedure   | Major procedure, cardiovascular-CABG
      P2B | Procedure   | Major procedure, cardiovascular-Aneurysm repair
      P2C | Procedure   | Major Procedure, cardiovascular-Thromboendarterectomy
      P2D | Procedure   | Major procedure, cardiovascualr-Coronary angioplasty (PTCA)
      P2E | Procedure   | Major procedure, cardiovascular-Pacemaker insertion
      P2F | Procedure   | Major procedure, cardiovascular-Other
      P3A | Procedure   | Major procedure, orthopedic - Hip fracture repair
      P3B | Procedure   | Major procedure, orthopedic - Hip replacement
      P3C | Procedure   | Major procedure, orthopedic - Knee replacement
      P3D | Procedure   | Major procedure, orthopedic - other
      P4A | Procedure   | Eye procedure - corneal transplant
      P4B | Procedure   | Eye procedure - cataract removal/lens insertion
      P4C | Procedure   | Eye procedure - retinal detachment
      P4D | Procedure   | Eye procedure - treatment of retinal lesions
      P4E | Procedure   | Eye procedure - other
      P5A | Procedure   | Ambulatory procedures - skin
      P5B | Procedure   | Ambulatory procedures - musculoskeletal
      P5C | Procedure   | Ambulatory procedures - inguinal hernia repair
      P5D | Procedure   | Ambulatory procedures - lithotripsy
      P5E | Procedure   | Ambulatory procedures - other
      P6A | Procedure   | Minor procedures - skin
      P6B | Procedure   | Minor procedures - musculoskeletal
      P6C | Procedure   | Minor procedures - other (Medicare fee schedule)
      P6D | Procedure   | Minor procedures - other (non-Medicare fee schedule)
      P7A | Procedure   | Oncology - radiation therapy
      P7B | Procedure   | Oncology - other
      P8A | Procedure   | Endoscopy - arthroscopy
      P8B | Procedure   | Endoscopy - upper gastrointestinal
      P8C | Procedure   | Endoscopy - sigmoidoscopy
      P8D | Procedure   | Endoscopy - colonoscopy
      P8E | Procedure   | Endoscopy - cystoscopy
      P8F | Procedure   | Endoscopy - bronchoscopy
      P8G | Procedure   | Endoscopy - laparoscopic cholecystectomy
      P8H | Procedure   | Endoscopy - laryngoscopy
      P8I | Procedure   | Endoscopy - other
      P9A | Procedure   | Dialysis services (medicare fee schedule)
      P9B | Procedure   | Dialysis services (non-medicare fee schedule)
      T1A | Procedure   | Lab tests - routine venipuncture (non Medicare fee schedule)
      T1B | Measurement | Lab tests - automated general profiles
      T1C | Measurement | Lab tests - urinalysis
      T1D | Measurement | Lab tests - blood counts
      T1E | Measurement | Lab tests - glucose
      T1F | Measurement | Lab tests - bacterial cultures
      T1G | Measurement | Lab tests - other (Medicare fee schedule)
      T1H | Measurement | Lab tests - other (non-Medicare fee schedule)
      T2A | Procedure   | Other tests - electrocardiograms
      T2B | Procedure   | Other tests - cardiovascular stress tests
      T2C | Procedure   | Other tests - EKG monitoring
      T2D | Procedure   | Other tests - other
      Y1  | Observation | Other - Medicare fee schedule
      Y2  | Observation | Other - non-Medicare fee schedule
      Z1  | Observation | Local codes
      Z2  | Observation | Undefined codes
      """;

  private static final Pattern WORDED = Pattern.compile("\\('betos', '(\\w+)', ");

  @Test
  void followsCmsWordsForEachClass() {
    assertThat(CLASSES.lines())
        .allSatisfy(
            line -> {
              String[] cells = line.split(" *\\| *", -1);
              assertThat(Domain.of(cells[0])).as(line).isEqualTo(cells[1]);
            });
    assertThat(Domain.of("")).isEqualTo("Observation");
  }

  @Test
  void wasLookedAtForEachClassThatCmsExplains() throws IOException {
    Set<String> worded =
        WORDED
            .matcher(Files.readString(Path.of("migrations/V0003__insert_indicator_wording.sql")))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(CLASSES.lines().map(line -> line.replaceFirst(" .*", "")))
        .containsExactlyElementsOf(worded);
  }
}
