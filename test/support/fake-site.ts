// What a fake library serves: the built widget with its settings and its availability, and a page that embeds it.
import { createReadStream, existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import type { AvailabilityOfWidgets, WidgetAvailability } from '../../lambdas/protocol/availability.ts';
import { type OwnPage, pagePolicy, pageText } from './fake-page.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
};

const PANEL_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self'; connect-src *";

const GUIDED_POLICY = `${PANEL_POLICY}; frame-src http: https:; frame-ancestors 'none'`;

export interface ServedSite {
  /** The folder of a built widget. */
  readonly dist: string;
  readonly siteOrigin: string;
  readonly pageOrigins: readonly string[];
  readonly availability: WidgetAvailability;
  readonly widgetIds: readonly string[];
}

export function serveSite(url: string, response: ServerResponse, site: ServedSite): void {
  const { pathname } = new URL(url, site.siteOrigin);
  if (pathname === '/config.json') {
    const config = {
      socket: site.siteOrigin.replace('http', 'ws'),
      serviceName: 'Northfield Libraries',
      pageOrigins: site.pageOrigins,
    };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(config));
    return;
  }
  if (pathname === '/availability.json') {
    const widgets = site.widgetIds.map((id) => [id, site.availability]);
    const file: AvailabilityOfWidgets = { widgets: Object.fromEntries(widgets) };
    response.setHeader('access-control-allow-origin', '*').setHeader('content-type', 'application/json');
    response.end(JSON.stringify(file));
    return;
  }
  const file = join(site.dist, pathname);
  if (!existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.setHeader('content-type', TYPES[extname(file)] ?? 'text/plain');
  if (pathname === '/embedding.js' || pathname === '/frame.js')
    response.setHeader('access-control-allow-origin', '*');
  response.setHeader('referrer-policy', 'same-origin');
  response.setHeader('content-security-policy', pathname === '/guided.html' ? GUIDED_POLICY : PANEL_POLICY);
  createReadStream(file).pipe(response);
}

export interface ServedPage {
  readonly siteOrigin: string;
  readonly mayRead: boolean;
  readonly language: string;
  readonly ownPage: OwnPage | undefined;
}

export function servePage(url: string, response: ServerResponse, page: ServedPage): void {
  const { siteOrigin, ownPage } = page;
  if (url === '/page.css' || url === '/page.js') {
    const { style = '', script = '' } = ownPage ?? {};
    response.setHeader('content-type', TYPES[extname(url)] ?? 'text/plain');
    response.end(url === '/page.css' ? style : script);
    return;
  }
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('content-security-policy', pagePolicy(siteOrigin, page.mayRead));
  response.end(pageText({ language: page.language, site: siteOrigin, own: ownPage }));
}
