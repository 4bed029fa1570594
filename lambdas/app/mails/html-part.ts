// Draws a mail's body as HTML: system fonts, no image, no script, nothing fetched; light and dark.
import type { Block, Fact, MailBody, TranscriptLine } from './blocks.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that may stand between tags and in a quoted attribute. */
export const escaped = (text: string): string => text.replace(/[&<>"']/gu, (sign) => ENTITIES[sign] ?? sign);

/**
 * Colours stand with each element, since some readers drop the style sheet; classes only turn them for the dark.
 * Each pair of text and ground has a contrast of 4.5:1 or more in both.
 */
const FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const DARK = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.ground{background:#16181c!important}
.sheet{background:#1f2227!important;border-color:#3b4048!important}
.ink{color:#e9eaed!important}
.soft{color:#b3b8c2!important}
.link{color:#8fc1ff!important}
.quote{background:#292d34!important;border-color:#5f95d6!important}
.rule{border-color:#3b4048!important}
}`;

const INK = 'color:#1d2026';
const SOFT = 'color:#565c67';

export function htmlPart({ language, direction, blocks }: MailBody, title: string): string {
  const lang = escaped(language);
  return `<!doctype html>
<html lang="${lang}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(title)}</title>
<style>${DARK}</style>
</head>
<body class="ground" style="margin:0;padding:0;background:#f2f3f5;${FONT}">
<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" style="background:#f2f3f5"><tr><td align="center" style="padding:16px 8px">
<table role="presentation" class="sheet" lang="${lang}" dir="${direction}" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;border:1px solid #d8dbe0;border-radius:8px"><tr><td class="ink" align="${direction === 'rtl' ? 'right' : 'left'}" style="padding:24px;${FONT};font-size:16px;line-height:1.5;${INK};overflow-wrap:anywhere;word-break:break-word">
${blocks.map(blockHtml).join('\n')}
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'title':
      return `<h1 class="ink" style="margin:0 0 16px;font-size:22px;line-height:1.3;${INK}">${escaped(block.text)}</h1>`;
    case 'heading':
      return `<h2 class="ink" style="margin:24px 0 8px;font-size:17px;line-height:1.3;${INK}">${escaped(block.text)}</h2>`;
    case 'paragraph':
      return `<p class="ink" style="margin:0 0 16px;${INK}">${escaped(block.text)}</p>`;
    case 'small':
      return `<p class="soft rule" style="margin:24px 0 0;padding:16px 0 0;border-top:1px solid #d8dbe0;font-size:14px;${SOFT}">${escaped(block.text)}</p>`;
    case 'quote':
      return quoteHtml(block.text, '0 0 16px');
    case 'facts':
      return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:0 0 16px">${block.facts.map(factHtml).join('')}</table>`;
    case 'transcript':
      return block.lines.map(lineHtml).join('\n');
  }
}

const quoteHtml = (text: string, margin: string): string =>
  `<div class="quote ink" dir="auto" style="margin:${margin};padding:8px 12px;border-inline-start:3px solid #2f6db5;background:#f2f5fa;text-align:start;white-space:pre-wrap;${INK}">${escaped(text)}</div>`;

function factHtml({ label, value, href }: Fact): string {
  const shown = escaped(value);
  const linked =
    href === undefined ? shown : `<a class="link" href="${escaped(href)}" style="color:#14569e">${shown}</a>`;
  return `<tr><td class="soft" valign="top" style="padding:2px 0;padding-inline-end:12px;font-size:14px;line-height:24px;white-space:nowrap;${SOFT}">${escaped(label)}</td><td class="ink" valign="top" dir="auto" style="padding:2px 0;text-align:start;${INK}">${linked}</td></tr>`;
}

function lineHtml(line: TranscriptLine): string {
  if (line.kind === 'happened') {
    return `<p class="soft" style="margin:0 0 12px;font-size:14px;${SOFT}">${escaped(line.at)} · ${escaped(line.text)}</p>`;
  }
  return `<p class="soft" style="margin:0 0 4px;font-size:14px;${SOFT}"><strong class="ink" dir="auto" style="${INK}">${escaped(line.who)}</strong> · ${escaped(line.at)}</p>${quoteHtml(line.text, '0 0 12px')}`;
}
