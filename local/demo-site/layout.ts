// The frame of every page of the demo library: its header, its footer, and the widget's embed snippet.
import { type Html, type Safe, html } from '../html.ts';

export type Page = {
  title: string;
  section: 'home' | 'catalogue' | 'research' | 'none';
  main: Safe;
  /** Where the chat stands within the page. */
  target?: string;
};

/** The snippet is the very line that a library pastes into its own pages. */
export function layout({ title, section, main, target }: Page, widgetOrigin: string): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="Northfield Libraries: three branches, one catalogue, and librarians who answer.">
<link rel="icon" href="/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="/library.css">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="site">
  <div class="wide bar">
    <a class="brand" href="/"><img src="/mark.svg" alt="" width="34" height="34"><span>Northfield <b>Libraries</b></span></a>
    <nav aria-label="Main">
      ${link('/', 'Home', section === 'home')}
      ${link('/catalogue', 'Catalogue', section === 'catalogue')}
      ${link('/#visit', 'Visit', false)}
      ${link('/#events', 'Events', false)}
      ${link('/research-help', 'Research help', section === 'research')}
    </nav>
  </div>
</header>
<main id="main">${main}</main>
<footer class="site">
  <div class="wide columns">
    <div><h2>Northfield Libraries</h2><p>Main Library, 12 Mill Street<br>Northfield</p></div>
    <div><h2>Find</h2><ul><li><a href="/catalogue">The catalogue</a></li><li><a href="/catalogue?q=local+history">Local history</a></li><li><a href="/catalogue?q=ebook">eBooks</a></li></ul></div>
    <div><h2>Come by</h2><ul><li><a href="/#visit">Hours and branches</a></li><li><a href="/#events">Events</a></li></ul></div>
    <div><h2>Ask</h2><p>Chat with a librarian on any page while we are open.</p></div>
  </div>
  <p class="wide small">A made-up library, to show how Carrel looks on a real page.</p>
</footer>
<script async src="${widgetOrigin}/loader.js" data-widget="reference"${target === undefined ? '' : html` data-target="${target}"`}></script>
</body>
</html>`.html;
}

function link(address: string, text: string, current: boolean): Safe {
  const mark: Html = current ? html` aria-current="page"` : '';
  return html`<a href="${address}"${mark}>${text}</a>`;
}

export function searchForm(query: string, size: 'large' | 'small'): Safe {
  return html`<form class="search ${size}" action="/catalogue" role="search">
    <label for="q">Search the catalogue</label>
    <div><input id="q" name="q" type="search" value="${query}" autocomplete="off"><button>Search</button></div>
  </form>`;
}
