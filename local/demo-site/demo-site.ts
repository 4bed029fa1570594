// Serves the demo library: a public site of its own, as strict about scripts as a careful library's.
import { readFileSync } from 'node:fs';

import type { SiteAnswer } from '../sites/distribution.ts';
import { type WebServer, serve } from '../sites/web-server.ts';
import { BOOKS } from './books.ts';
import { bookPage, cataloguePage, missingPage } from './catalogue.ts';
import { cover } from './cover.ts';
import { homePage } from './home.ts';
import { type Page, layout } from './layout.ts';
import { RESEARCH_HELP_SCRIPT, researchHelpPage } from './research-help.ts';
import { shelf } from './shelf.ts';

const MARK = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 34 34"><rect width="34" height="34" rx="8" fill="#7c2d3e"/><path d="M9 25V9l8 9 8-9v16" fill="none" stroke="#fff" stroke-width="3" stroke-linejoin="round" stroke-linecap="round"/></svg>`;

export function serveDemoSite(port: number, widgetOrigin: string): Promise<WebServer> {
  const stylesheet = readFileSync(new URL('./library.css', import.meta.url), 'utf8');
  const policy = contentSecurityPolicy(widgetOrigin);
  const answer = (status: number, type: string, content: string): SiteAnswer => ({
    status,
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cache-control': 'no-cache',
    },
    body: Buffer.from(content),
  });
  return serve(port, ({ path, query }) => {
    if (path === '/library.css') return answer(200, 'text/css', stylesheet);
    if (path === '/mark.svg') return answer(200, 'image/svg+xml', MARK);
    if (path === '/shelf.svg') return answer(200, 'image/svg+xml', shelf());
    if (path === '/research-help.js') return answer(200, 'text/javascript', RESEARCH_HELP_SCRIPT);
    const drawn = BOOKS.find(({ id }) => path === `/covers/${id}.svg`);
    if (drawn !== undefined) return answer(200, 'image/svg+xml', cover(drawn));
    const page = pageAt(path, new URLSearchParams(query), widgetOrigin);
    return answer(page === undefined ? 404 : 200, 'text/html', layout(page ?? missingPage(), widgetOrigin));
  });
}

function pageAt(path: string, query: URLSearchParams, widgetOrigin: string): Page | undefined {
  if (path === '/') return homePage();
  if (path === '/research-help') return researchHelpPage(widgetOrigin);
  if (path === '/catalogue') return cataloguePage(query.get('q')?.trim() ?? '');
  return bookPage(/^\/catalogue\/([\w-]+)$/.exec(path)?.[1] ?? '');
}

/** All that the widget may need of a page: its script, its frame, and whether somebody is there. */
function contentSecurityPolicy(widgetOrigin: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' ${widgetOrigin}`,
    `frame-src ${widgetOrigin}`,
    `connect-src ${widgetOrigin}`,
    `frame-ancestors 'self' ${widgetOrigin}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}
