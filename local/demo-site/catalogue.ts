// The demo library's catalogue: search results, and a page for each book.
import { type Safe, html } from '../html.ts';
import { BOOKS, type Book, searchBooks } from './books.ts';
import { type Page, searchForm } from './layout.ts';

export function cataloguePage(query: string): Page {
  const found = searchBooks(query);
  const about = query === '' ? 'in the catalogue' : `for “${query}”`;
  const count = found.length === 1 ? '1 title' : `${found.length} titles`;
  return {
    title: `${query === '' ? 'Catalogue' : `${query}: catalogue`} · Northfield Libraries`,
    section: 'catalogue',
    main: html`<div class="wide catalogue">
      <h1>Catalogue</h1>
      ${searchForm(query, 'small')}
      <p class="count">${count} ${about}</p>
      ${found.length === 0 ? nothing() : html`<ol class="results">${found.map(result)}</ol>`}
    </div>`,
  };
}

function nothing(): Safe {
  return html`<div class="nothing"><p>Nothing found. Try fewer words, or <a href="/catalogue">see everything</a>.</p><p>A librarian can look further, also in other libraries: ask by chat.</p></div>`;
}

function result(book: Book): Safe {
  return html`<li>
    <img src="/covers/${book.id}.svg" alt="" width="80" height="116" loading="lazy">
    <div>
      <h2><a href="/catalogue/${book.id}">${book.title}</a></h2>
      <p class="by">${book.author} · ${String(book.year)} · ${book.format}, ${book.pages}</p>
      <p>${book.summary}</p>
      <p class="tags">${book.subjects.map(subject)}</p>
    </div>
    ${availability(book)}
  </li>`;
}

function subject(name: string): Safe {
  return html`<a href="/catalogue?q=${encodeURIComponent(name)}">${name}</a>`;
}

function availability({ copies, due, place, shelf }: Book): Safe {
  if (place === 'Online') return html`<p class="available"><b>Online</b> with your card</p>`;
  const where = `${place}, ${shelf}`;
  if (copies === 0) return html`<p class="lent"><b>On loan</b> due ${due ?? 'soon'}<br>${where}</p>`;
  return html`<p class="available"><b>${String(copies)} available</b><br>${where}</p>`;
}

export function bookPage(id: string): Page | undefined {
  const book = BOOKS.find((each) => each.id === id);
  if (book === undefined) return undefined;
  return {
    title: `${book.title} · Northfield Libraries`,
    section: 'catalogue',
    main: html`<div class="wide">
      <p class="back"><a href="/catalogue">Back to the catalogue</a></p>
      <article class="book">
        <img src="/covers/${book.id}.svg" alt="" width="160" height="232">
        <div>
          <h1>${book.title}</h1>
          <p class="by">${book.author} · ${String(book.year)}</p>
          <p class="summary">${book.summary}</p>
          ${availability(book)}
          <dl>
            <div><dt>Format</dt><dd>${book.format}, ${book.pages}</dd></div>
            <div><dt>Shelf</dt><dd>${book.shelf}</dd></div>
            <div><dt>Subjects</dt><dd class="tags">${book.subjects.map(subject)}</dd></div>
          </dl>
        </div>
      </article>
    </div>`,
  };
}

export function missingPage(): Page {
  return {
    title: 'Not found · Northfield Libraries',
    section: 'none',
    main: html`<div class="wide missing"><h1>This page is not on its shelf</h1><p>It may have moved. <a href="/catalogue">Search the catalogue</a>, or ask a librarian by chat.</p></div>`,
  };
}
