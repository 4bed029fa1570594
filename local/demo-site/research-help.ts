// The demo library's page on research help: the chat within the page, by a link and by a button of the page's own.
import { html } from '../html.ts';
import type { Page } from './layout.ts';

export function researchHelpPage(widgetOrigin: string): Page {
  const plainPage = `${widgetOrigin}/panel.html?widget=reference`;
  return {
    title: 'Research help · Northfield Libraries',
    section: 'research',
    main: html`<section class="wide"><div class="help">
      <div>
        <h1>Research help</h1>
        <p>Tell us what you are working on and what you have found so far. A librarian looks along with you, finds the
        database that fits, and shows you how to go on by yourself.</p>
        <h2>What we are good at</h2>
        <ul class="ticks">
          <li>Peer reviewed articles for an essay, also tonight</li>
          <li>Names, houses and newspapers of old Northfield</li>
          <li>Statistics, and what stands behind them</li>
          <li>Citing so that nobody complains</li>
        </ul>
        <h2>Other ways in</h2>
        <p>Reading something else meanwhile? <a href="${plainPage}" data-carrel="reference">Ask a librarian</a> from any
        line of our pages, or <a href="${plainPage}">open the chat as a page of its own</a>. By telephone:
        555 0142, until nine.</p>
        <p><button type="button" class="action" id="ask-now">Go to the chat</button> <span id="chat-word" class="small" role="status"></span></p>
      </div>
      <div id="chat"><p><a href="${plainPage}">Chat with a librarian</a></p></div>
    </div></section>
    <script defer src="/research-help.js"></script>`,
    target: '#chat',
  };
}

/** The page's own script: what `window.carrel` is for. */
export const RESEARCH_HELP_SCRIPT = `window.carrel ??= [];
const word = document.getElementById('chat-word');
const words = { chatstarted: 'You are in touch with us.', chatended: 'Thank you for asking.' };
carrel.push((carrel) => {
  for (const event of Object.keys(words)) carrel.on(event, () => { word.textContent = words[event]; });
});
document.getElementById('ask-now').addEventListener('click', () => {
  carrel.push((carrel) => carrel.open('reference'));
});
`;
