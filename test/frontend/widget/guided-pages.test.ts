// The pages beside the chat: checked, framed or opened in a tab, the way back, and what an operator shows.
import type { PublicEntry } from '../../../lambdas/protocol/entry.ts';
import type { Framing, Offer } from '../../../lambdas/protocol/guided-frames.ts';
import { storageOrMemory } from '../../../frontend/connection/kept.ts';
import { type ChatState, NO_CHAT } from '../../../frontend/widget/chat-state.ts';
import { keptPages } from '../../../frontend/widget/guided-kept.ts';
import { GuidedPages } from '../../../frontend/widget/guided-pages.ts';
import { stageOf } from '../../../frontend/widget/log-stage.ts';

const OWN = 'https://chat.library.example';
const A = 'https://library.example/a';
const B = 'https://library.example/b';

function guided(framings: Record<string, Framing> = {}) {
  const storage = storageOrMemory(() => {
    throw new Error('no storage');
  });
  const asked: string[] = [];
  const tabs: string[] = [];
  const made = () =>
    new GuidedPages({
      ownOrigin: OWN,
      kept: keptPages('reference', storage),
      openTab: (address) => {
        tabs.push(address);
        return true;
      },
      framingOf: async (address) => {
        asked.push(address);
        return framings[address] ?? 'yes';
      },
    });
  return { pages: made(), again: made, asked, tabs };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const dana = { role: 'operator', name: 'Dana' } as const;
function said(place: number, offer?: Offer): PublicEntry {
  const at = 1_000 * place;
  if (place === 1) {
    return { kind: 'message', place, after: 0, at, by: { role: 'patron' }, name: 'widget00.1', text: 'Hm?' };
  }
  return {
    kind: 'message',
    place,
    after: place - 1,
    at,
    by: dana,
    name: `operator.${place}`,
    text: 'Look',
    ...(offer && { offer }),
  };
}
const stateOf = (entries: readonly PublicEntry[]): ChatState => ({
  ...NO_CHAT,
  entries,
  stage: stageOf(entries, { isStarted: true, seenAt: 0 }),
});
const page = (address: string): Offer => ({ kind: 'page', address });

describe('a page', () => {
  test('G7 is framed when it lets itself, and where nobody knows', async () => {
    const { pages } = guided({ [B]: 'unknown' });
    await pages.open(A);
    expect(pages.store.state.shown).toEqual({ kind: 'framed', address: A, isSure: true, loads: 0 });
    await pages.open(B);
    expect(pages.store.state.shown).toMatchObject({ kind: 'framed', address: B, isSure: false });
  });

  test('G7 that refuses opens in a tab when somebody asked for it, and not by itself', async () => {
    const { pages, tabs } = guided({ [A]: 'no' });
    pages.begin(A);
    await settled();
    expect(pages.store.state.shown).toEqual({ kind: 'refused', address: A, isInTab: false });
    await pages.open(A);
    expect(pages.store.state.shown).toEqual({ kind: 'refused', address: A, isInTab: true });
    expect(tabs).toEqual([A]);
  });

  test.each(['javascript:alert(1)', 'mailto:a@l.example', '/relative', 'https://a:b@l.example/'])(
    'G6 %s opens nowhere',
    async (address) => {
      const { pages, asked, tabs } = guided();
      await pages.open(address);
      expect([pages.store.state.shown.kind, asked, tabs]).toEqual(['nothing', [], []]);
    },
  );

  test('G6 of the widget itself is not framed, and nobody is asked', async () => {
    const { pages, asked } = guided();
    await pages.open(`${OWN}/panel.html`);
    expect([pages.store.state.shown.kind, asked]).toEqual(['refused', []]);
  });

  test('the last one that was asked for counts, and a known one is not asked again', async () => {
    const { pages, asked } = guided();
    await Promise.all([pages.open(A), pages.open(B)]);
    expect(pages.store.state.shown).toMatchObject({ kind: 'framed', address: B });
    await pages.open(A);
    expect(asked).toEqual([A, B]);
  });
});

describe('the way back', () => {
  test('leads to the page before, and first to the one that the patron went on from', async () => {
    const { pages } = guided();
    await pages.open(A);
    pages.loaded();
    expect(pages.store.state.hasBefore).toBe(false);
    await pages.open(B);
    pages.loaded();
    pages.loaded();
    pages.back();
    await settled();
    expect(pages.store.state.shown).toMatchObject({ address: B, loads: 0 });
    pages.back();
    await settled();
    expect(pages.store.state).toMatchObject({ shown: { address: A }, hasBefore: false });
  });

  test('G5 after a reload it is as it was', async () => {
    const { pages, again } = guided();
    await pages.open(A);
    await pages.open(B);
    const reloaded = again();
    reloaded.begin(A);
    await settled();
    expect(reloaded.store.state).toMatchObject({ shown: { address: B }, hasBefore: true });
  });
});

describe('a page that an operator shows', () => {
  test('G6 opens when it comes, the last of several', async () => {
    const { pages, asked } = guided();
    pages.follow(stateOf([said(1)]));
    pages.follow(stateOf([said(1), said(2, page(A)), said(3, page(B)), said(4)]));
    await settled();
    expect(asked).toEqual([B]);
    expect(pages.store.state.wishes).toBe(1);
  });

  test('G6 does not open again by itself: not with what follows, nor when the guided page is opened later', async () => {
    const { pages, asked } = guided();
    pages.follow(stateOf([]));
    pages.follow(stateOf([said(1), said(2, page(A))]));
    pages.follow(stateOf([said(1), said(2, page(A)), said(3)]));
    await settled();
    expect(asked).toEqual([]);
  });

  test('G6 that came during a reload opens after it', async () => {
    const { pages, again, asked } = guided();
    pages.follow(stateOf([said(1)]));
    const reloaded = again();
    reloaded.follow(stateOf([]));
    reloaded.follow(stateOf([said(1), said(2, page(A))]));
    await settled();
    expect(asked).toEqual([A]);
  });

  test('G6 in a new chat opens, too', async () => {
    const { pages, asked } = guided();
    pages.follow(stateOf([said(1), said(2), said(3)]));
    pages.follow(NO_CHAT);
    pages.follow(stateOf([said(1), said(2, page(B))]));
    await settled();
    expect(asked).toEqual([B]);
  });
});
