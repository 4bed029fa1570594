// The fake library's page, around the widget: the usual one with the plain snippet, or a test's own.

/** As strict as a careful library's: the widget has to live with it. */
export const pagePolicy = (site: string, mayRead: boolean): string =>
  `default-src 'none'; script-src 'self' ${site}; frame-src ${site}; style-src 'self'; img-src 'self'${
    mayRead ? `; connect-src ${site}` : ''
  }`;

export interface OwnPage {
  readonly body: string;
  readonly style?: string;
  readonly script?: string;
}

export interface FakePage {
  readonly language: string;
  /** The widget's origin. */
  readonly site: string;
  readonly own: OwnPage | undefined;
}

export function pageText({ language, site, own }: FakePage): string {
  if (own !== undefined) {
    return `<!doctype html><html lang="${language}"><meta charset="utf-8">
        <meta name="viewport" content="width=device-width"><title>Research help</title>
        <link rel="stylesheet" href="/page.css"><script defer src="/page.js"></script>
        <h1>Research help</h1>${own.body}</html>`;
  }
  return `<!doctype html><html lang="${language}"><meta charset="utf-8">
      <meta name="viewport" content="width=device-width"><title>Urban heat islands</title>
      <h1>Urban heat islands</h1><p>${'A page of the catalogue. '.repeat(60)}</p><button>Renew</button>
      <script async src="${site}/loader.js" data-widget="reference"></script></html>`;
}
