import { jsonInHtml, type Report } from './embedded.ts';

/** What goes into a page. */
export interface Parts {
  readonly report: Report;
  /** The built page: what runs in it, and how it looks. */
  readonly script: string;
  readonly style: string;
  /** Of the libraries in the script: a page is handed on without the program. */
  readonly licences: string;
  /** SHA-256 of a text in UTF-8, as base64. */
  readonly digest: (text: string) => string;
}

/**
 * One HTML page with everything in it. It loads nothing, sends nothing and runs no code but its own: the policy in its
 * head names the script and the style by their hashes. What a scenario says is data in it, never HTML.
 */
export function reportHtml({ report, script, style, licences, digest }: Parts): string {
  const policy = [
    "default-src 'none'",
    // The loops that draw bands are WebAssembly, which a page may compile only where it says so.
    `script-src 'sha256-${digest(script)}' 'wasm-unsafe-eval'`,
    `style-src 'sha256-${digest(style)}'`,
    // Bands are computed beside the page, by the same script.
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Flywheel report</title>
<style>${style}</style>
</head>
<body>
<div id="page"><noscript>This page computes its numbers itself: it needs JavaScript, and nothing else.</noscript></div>
<script type="application/json" id="report">${jsonInHtml(report)}</script>
<script type="application/json" id="licences">${jsonInHtml(licences)}</script>
<script>${script}</script>
</body>
</html>
`;
}
