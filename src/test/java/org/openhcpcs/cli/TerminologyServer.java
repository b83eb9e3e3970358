package org.openhcpcs.cli;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.CodeValidationResult;
import ca.uhn.fhir.context.support.IValidationSupport.LookupCodeResult;
import ca.uhn.fhir.context.support.LookupCodeRequest;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.context.support.ValueSetExpansionOptions;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.jspecify.annotations.Nullable;

/** HAPI's terminology services and validator, with what a FHIR package holds. */
final class TerminologyServer {

  private static final FhirContext FHIR = FhirContext.forR4();

  private final NpmPackage contents;
  private final NavigableMap<String, String> texts = new TreeMap<>();
  private final NavigableMap<String, IBaseResource> resources = new TreeMap<>();
  private final ValidationSupportContext context;
  private final FhirValidator validator;

  /** Reads the package, by its index. */
  TerminologyServer(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      contents = NpmPackage.fromPackage(in);
    }
    PrePopulatedValidationSupport own = new PrePopulatedValidationSupport(FHIR);
    for (String name : contents.listResources("CodeSystem", "ValueSet", "ConceptMap")) {
      try (InputStream in = contents.load("package", name)) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        IBaseResource resource = FHIR.newJsonParser().parseResource(text);
        texts.put(name, text);
        resources.put(name, resource);
        own.addResource(resource);
      }
    }
    context =
        new ValidationSupportContext(
            new ValidationSupportChain(
                own,
                new DefaultProfileValidationSupport(FHIR),
                new CommonCodeSystemsTerminologyService(FHIR),
                new InMemoryTerminologyServerValidationSupport(FHIR)));
    validator =
        FHIR.newValidator()
            .registerValidatorModule(new FhirInstanceValidator(context.getRootValidationSupport()));
  }

  NpmPackage contents() {
    return contents;
  }

  /** The text of each resource by the name of its file. */
  NavigableMap<String, String> texts() {
    return texts;
  }

  /** The text of one. */
  String text(String file) {
    return Objects.requireNonNull(texts.get(file), file);
  }

  <T extends IBaseResource> T resource(Class<T> type, String name) {
    String file = type.getSimpleName() + "-" + name + ".json";
    return type.cast(Objects.requireNonNull(resources.get(file), file));
  }

  /** What the validator says of a resource: warnings and errors. */
  List<SingleValidationMessage> judge(String text) {
    return validator.validateWithResult(text).getMessages().stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.WARNING) >= 0)
        .toList();
  }

  /** {@code $lookup}. */
  Parameters lookup(String system, String code) {
    LookupCodeResult result =
        Objects.requireNonNull(
            context
                .getRootValidationSupport()
                .lookupCode(context, new LookupCodeRequest(system, code)));
    result.throwNotFoundIfAppropriate();
    return (Parameters) result.toParameters(FHIR, null);
  }

  /** {@code CodeSystem/$validate-code}. */
  boolean isValid(String system, String code, @Nullable String display) {
    return isOk(
        context
            .getRootValidationSupport()
            .validateCode(context, new ConceptValidationOptions(), system, code, display, null));
  }

  /** {@code ValueSet/$validate-code}. */
  boolean isIn(String valueSet, String system, String code) {
    return isOk(
        context
            .getRootValidationSupport()
            .validateCodeInValueSet(
                context,
                new ConceptValidationOptions(),
                system,
                code,
                null,
                resource(ValueSet.class, valueSet)));
  }

  private static boolean isOk(@Nullable CodeValidationResult result) {
    return result != null && result.isOk();
  }

  /** {@code $expand}: the codes. */
  List<String> expand(String valueSet) {
    IBaseResource expanded =
        Objects.requireNonNull(
                context
                    .getRootValidationSupport()
                    .expandValueSet(
                        context,
                        new ValueSetExpansionOptions(),
                        resource(ValueSet.class, valueSet)))
            .getValueSet();
    return ((ValueSet) expanded)
        .getExpansion().getContains().stream()
            .map(ValueSet.ValueSetExpansionContainsComponent::getCode)
            .toList();
  }

  CodeSystem codeSystem(String name) {
    return resource(CodeSystem.class, name);
  }
}
