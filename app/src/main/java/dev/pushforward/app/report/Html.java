package dev.pushforward.app.report;

import java.util.Base64;

/** Pieces of a page that needs nothing but itself. */
final class Html {
    private static final String STYLE = """
        :root { color-scheme: light; }
        body { font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; color: #1c2733;
            background: #f6f7f9; margin: 0; }
        main { max-width: 1120px; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
        h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .3rem; letter-spacing: -.01em; }
        h2 { font-size: 1.2rem; margin: 2.6rem 0 .6rem; }
        h3 { font-size: 1rem; margin: 1.8rem 0 .4rem; color: #35506b; }
        p.lead, p.note { color: #556472; margin: .2rem 0 .8rem; }
        p.note { font-size: .9rem; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; background: #fff; border: 1px solid #dde2e8; border-radius: 6px;
            font-size: .92rem; min-width: 50%; }
        th, td { text-align: left; padding: .42rem .7rem; border-bottom: 1px solid #eceff3;
            font-variant-numeric: tabular-nums; }
        th { color: #556472; font-weight: 600; background: #fafbfc; vertical-align: bottom; }
        tbody tr:last-child td { border-bottom: 0; }
        figure { margin: .6rem 0 1.2rem; background: #fff; border: 1px solid #dde2e8; border-radius: 6px;
            padding: .8rem; }
        figure img { max-width: 100%; height: auto; display: block; margin: 0 auto; }
        figcaption { color: #556472; font-size: .88rem; padding: .5rem .2rem 0; }
        pre { background: #fff; border: 1px solid #dde2e8; border-radius: 6px; padding: .9rem 1.1rem;
            overflow-x: auto; font: .84rem/1.5 ui-monospace, Menlo, Consolas, monospace; }
        details summary { cursor: pointer; color: #35506b; margin: .5rem 0; }
        """;

    static final String END = "</main></body></html>\n";

    private Html() {}

    /** A page's beginning, up to its first paragraph. */
    static String begin(String title, String lead) {
        return "<!DOCTYPE html>\n"
                + "<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
                + " content=\"width=device-width\"><title>"
                + escape(title) + "</title><style>" + STYLE + "</style></head><body><main>\n<h1>" + escape(title)
                + "</h1>\n<p class=\"lead\">" + escape(lead) + "</p>\n";
    }

    /** A paragraph beside the main matter. */
    static String note(String text) {
        return "<p class=\"note\">" + escape(text) + "</p>\n";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String figure(byte[] png, String alt, String caption) {
        return "<figure><img alt=\"" + escape(alt) + "\" src=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(png) + "\"><figcaption>" + escape(caption)
                + "</figcaption></figure>\n";
    }
}
