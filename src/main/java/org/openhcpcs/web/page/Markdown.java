package org.openhcpcs.web.page;

import gg.jte.Content;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Notes, which are Markdown. HTML in them comes out as text, and links run nothing. */
public final class Markdown {

  private static final Parser PARSER = Parser.builder().build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

  private Markdown() {}

  /**
   * A text as HTML. Headings in it rank below those of the page; of pictures there is the address.
   */
  public static Content html(String text) {
    Node note = PARSER.parse(text);
    note.accept(new PicturesToLinks());
    String html = RENDERER.render(note).replaceAll("<(/?)h[1-6]>", "<$1h4>");
    return out -> out.writeContent(html);
  }

  /** A page asks no other host for anything. */
  private static final class PicturesToLinks extends AbstractVisitor {
    @Override
    public void visit(Image image) {
      visitChildren(image);
      Link link = new Link(image.getDestination(), image.getTitle());
      for (Node child = image.getFirstChild(); child != null; child = image.getFirstChild()) {
        link.appendChild(child);
      }
      image.insertBefore(link);
      image.unlink();
    }
  }
}
