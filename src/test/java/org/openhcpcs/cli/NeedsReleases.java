package org.openhcpcs.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A test of CMS's own files, which lie beside the project and not in it. Where one of the editions
 * is missing it is left out, and the build says so at its end. One that reads {@link
 * RealReleases#database()} has the tag {@code of-cms} too, and so runs where that is loaded.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsReleases.Condition.class)
public @interface NeedsReleases {

  /** Looks for the folders of the editions. */
  final class Condition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      List<Path> missing =
          RealReleases.folders().stream().filter(folder -> !Files.isDirectory(folder)).toList();
      return missing.isEmpty()
          ? ConditionEvaluationResult.enabled("all editions are here")
          : ConditionEvaluationResult.disabled(
              tests(context) + "CMS's files are not beside the project: " + missing);
    }

    /** How many tests a class has that is left out as a whole. */
    private static String tests(ExtensionContext context) {
      return context.getTestMethod().isPresent()
          ? ""
          : Arrays.stream(context.getRequiredTestClass().getDeclaredMethods())
                  .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                  .count()
              + " tests and their cases: ";
    }
  }
}
