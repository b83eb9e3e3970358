package org.openhcpcs.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateException;
import gg.jte.output.StringOutput;
import java.util.Map;
import org.openhcpcs.code.HcpcsException;

/**
 * The templates of {@code src/main/jte}, which are compiled with the program and escape by context.
 * Thread-safe.
 */
public final class Templates {

  private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);

  private Templates() {}

  /**
   * The text of a page.
   *
   * @param template its path, such as {@code report.jte}
   * @param values by the names of the template's parameters
   * @throws HcpcsException that of a value that is asked for only while the template is filled in
   */
  public static String render(String template, Map<String, Object> values) {
    VisibleOutput out = new VisibleOutput();
    try {
      ENGINE.render(template, values, out);
    } catch (TemplateException e) {
      throw ofTheValues(e);
    }
    return out.toString().stripTrailing() + "\n"; // however many lines the templates in it end with
  }

  private static RuntimeException ofTheValues(TemplateException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof HcpcsException failure) {
        return failure;
      }
    }
    return e;
  }

  /** Shows characters that HTML does not have as signs for them, so that nothing gets lost. */
  static final class VisibleOutput extends StringOutput {

    @Override
    public void writeContent(String text) {
      writeContent(text, 0, text.length());
    }

    @Override
    public void writeContent(String text, int begin, int end) {
      int from = begin;
      for (int i = begin; i < end; i++) {
        char c = text.charAt(i);
        if (!isShown(c)) {
          super.writeContent(text, from, i);
          super.writeContent(visible(c));
          from = i + 1;
        }
      }
      super.writeContent(text, from, end);
    }

    private static boolean isShown(char c) {
      return c == '\n'
          || (c >= ' ' && c < '\u007f')
          || (c >= '\u00a0' && c < '\ufdd0')
          || (c > '\ufdef' && c < '\ufffe');
    }

    private static String visible(char c) {
      if (c < ' ') {
        return String.valueOf((char) ('\u2400' + c));
      }
      return c == '\u007f' ? "\u2421" : "\\u%04x".formatted((int) c);
    }
  }
}
