// The demo library's home page: search, hours, events, news.
import { type Safe, html } from '../html.ts';
import { BOOKS } from './books.ts';
import { type Page, searchForm } from './layout.ts';

type Branch = {
  name: string;
  address: string;
  hours: readonly [week: string, saturday: string, sunday: string];
};

const BRANCHES: readonly Branch[] = [
  { name: 'Main Library', address: '12 Mill Street', hours: ['9–21', '10–18', '12–17'] },
  { name: 'Riverside', address: '3 Ferry Lane', hours: ['10–19', '10–17', 'closed'] },
  { name: 'Hillcrest', address: '88 Orchard Road', hours: ['12–20', '10–16', 'closed'] },
];

const EVENTS = [
  { day: 'Tue', when: '18:30', title: 'Evening of local maps', place: 'Main Library, Map Room' },
  { day: 'Thu', when: '10:00', title: 'Stories for the under fives', place: 'Riverside' },
  { day: 'Sat', when: '13:00', title: 'Repair café: bring a lamp', place: 'Hillcrest' },
] as const;

export function homePage(): Page {
  return {
    title: 'Northfield Libraries',
    section: 'home',
    main: html`<section class="hero"><div class="wide"><div>
      <h1>What would you like to find out?</h1>
      <p>Two hundred thousand books, films and recordings, and people who know their way around them.</p>
      ${searchForm('', 'large')}
      <p class="tries">Try <a href="/catalogue?q=urban+heat">urban heat islands</a>, <a href="/catalogue?q=local+history">local history</a> or <a href="/catalogue?q=mystery">a good mystery</a></p>
      </div><img src="/shelf.svg" alt="" width="420" height="330"></div></section>
    ${newBooks()} ${visit()} ${events()} ${research()}`,
  };
}

function newBooks(): Safe {
  const books = BOOKS.slice(0, 6).map(
    (book) =>
      html`<li><a href="/catalogue/${book.id}"><img src="/covers/${book.id}.svg" alt="" width="160" height="232" loading="lazy"><b>${book.title}</b><span>${book.author}</span></a></li>`,
  );
  return html`<section class="wide" aria-labelledby="new"><div class="heading"><h2 id="new">New on the shelves</h2><a href="/catalogue">See all</a></div><ul class="shelf">${books}</ul></section>`;
}

function visit(): Safe {
  const rows = BRANCHES.map(
    ({ name, address, hours: [week, saturday, sunday] }) =>
      html`<tr><th scope="row">${name}<span>${address}</span></th><td>${week}</td><td>${saturday}</td><td>${sunday}</td></tr>`,
  );
  return html`<section class="band" id="visit"><div class="wide split">
    <div><h2>Visit</h2><p>Three branches, one card. Return your books wherever you happen to be.</p></div>
    <table><caption>Opening hours</caption><thead><tr><th scope="col">Branch</th><th scope="col">Mon–Fri</th><th scope="col">Sat</th><th scope="col">Sun</th></tr></thead><tbody>${rows}</tbody></table>
  </div></section>`;
}

function events(): Safe {
  const cards = EVENTS.map(
    ({ day, when, title, place }) =>
      html`<li><p class="when"><b>${day}</b> ${when}</p><h3>${title}</h3><p>${place}</p></li>`,
  );
  return html`<section class="wide" id="events"><h2>This week</h2><ul class="cards">${cards}</ul></section>`;
}

function research(): Safe {
  return html`<section class="wide research" id="research"><div>
    <h2>Stuck? Ask a librarian.</h2>
    <p>An essay due tomorrow, a form that won't load, a name in an old census: our reference desk answers by chat,
    usually within a minute. Look for the button in the corner of any page.</p>
  </div></section>`;
}
