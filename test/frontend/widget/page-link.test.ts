// The panel and its page: who is listened to, who is answered, and what a page may keep.
import { settingsOfSite, mayEmbed } from '../../../frontend/widget/config.ts';
import { PageLink, pageFrom, type WindowMessage } from '../../../frontend/widget/page-link.ts';
import type { ToPanel } from '../../../frontend/widget/page-messages.ts';
import { pageStorage } from '../../../frontend/widget/page-storage.ts';
import { settled } from '../../support/fake-surroundings.ts';

const LIBRARY = 'https://library.example';
const greeting: ToPanel = {
  carrel: 'page',
  address: `${LIBRARY}/hours`,
  title: 'Hours',
  isShown: true,
  isAsked: true,
  kept: '',
};

function prepared(allowed: string) {
  const posted: unknown[] = [];
  const heard: ToPanel[] = [];
  let refusals = 0;
  let listener: (event: WindowMessage) => void = () => {};
  const parent = {
    postMessage: (message: unknown, target?: unknown) => {
      posted.push([message, target]);
    },
  };
  const link = new PageLink({
    window: {
      parent,
      addEventListener: (_: 'message', added: typeof listener) => {
        listener = added;
      },
    },
    isAllowed: async (origin) => origin === allowed,
    heard: (message) => heard.push(message),
    refused: () => {
      refusals += 1;
    },
  });
  link.listen();
  const event = (data: unknown, origin: string, source: unknown = parent) =>
    listener({ data, origin, source });
  return { link, posted, heard, event, refusals: () => refusals };
}

describe('the link to the page', () => {
  test('asks the page to introduce itself, without telling anything', () => {
    expect(prepared(LIBRARY).posted).toEqual([[{ carrel: 'ready' }, '*']]);
  });

  test('answers only the origin that introduced itself, with the newest word', async () => {
    const { link, posted, heard, event } = prepared(LIBRARY);
    link.say({ carrel: 'state', chat: false, label: 'old', unread: 0, news: '' });
    link.say({ carrel: 'state', chat: true, label: 'new', unread: 1, news: '1 new message' });
    expect(posted).toHaveLength(1);
    event(greeting, LIBRARY);
    await settled();
    expect(heard).toEqual([greeting]);
    expect(posted.slice(1)).toEqual([
      [{ carrel: 'state', chat: true, label: 'new', unread: 1, news: '1 new message' }, LIBRARY],
    ]);
  });

  test('refuses a page that may not show the chat', async () => {
    const { link, posted, heard, event, refusals } = prepared(LIBRARY);
    event(greeting, 'https://other.example');
    await settled();
    link.say({ carrel: 'state', chat: true, label: 'secret', unread: 1, news: '1 new message' });
    expect({ heard, refusals: refusals(), posted: posted.length }).toEqual({
      heard: [],
      refusals: 1,
      posted: 1,
    });
  });

  test('is deaf to other windows and to other messages', async () => {
    const { heard, event } = prepared(LIBRARY);
    event(greeting, LIBRARY, {});
    event({ ...greeting, isShown: 'yes' }, LIBRARY);
    event('page', LIBRARY);
    event(null, LIBRARY);
    await settled();
    expect(heard).toEqual([]);
  });
});

test('a page travels with the chat only if it is a web page', () => {
  expect(pageFrom(`${LIBRARY}/a`, 'A'.repeat(300))).toEqual({
    address: `${LIBRARY}/a`,
    title: 'A'.repeat(200),
  });
  for (const address of ['null', 'file:///etc/passwd', 'about:blank', `${LIBRARY}/${'a'.repeat(1_000)}`])
    expect(pageFrom(address, '')).toBeUndefined();
});

describe('what a page keeps for a frame without storage', () => {
  test('comes back on the next page', () => {
    const kept: string[] = [];
    const before = pageStorage('', (text) => kept.push(text));
    before.setItem('a', '1');
    before.setItem('b', '2');
    before.removeItem('a');
    before.removeItem('never');
    expect(kept).toHaveLength(3);
    const after = pageStorage(kept.at(-1) ?? '', () => {});
    expect([after.getItem('a'), after.getItem('b')]).toEqual([null, '2']);
  });

  test.each(['{', '[1]', '{"a":1}', 'null'])('is nothing when it is %s', (text) => {
    expect(pageStorage(text, () => {}).getItem('a')).toBeNull();
  });
});

describe('the site’s settings', () => {
  const config = { socket: 'wss://example.org', serviceName: 'Northfield', pageOrigins: [LIBRARY] };

  test('are read again for as long as a patron asks, and checked', async () => {
    const answers: unknown[] = [{}, { ...config, socket: 'https://example.org' }, config];
    const retries: (() => void)[] = [];
    const settings = settingsOfSite(() => Promise.resolve({ json: () => Promise.resolve(answers.shift()) }), {
      failed: (retry) => retries.push(retry),
    });
    await settled();
    retries[0]?.();
    await settled();
    retries[1]?.();
    expect(await settings).toEqual(config);
    expect(retries).toHaveLength(2);
  });

  test('say which pages may show the chat; an empty list: all', () => {
    expect(mayEmbed(config, LIBRARY)).toBe(true);
    expect(mayEmbed(config, 'https://library.example.evil')).toBe(false);
    expect(mayEmbed({ ...config, pageOrigins: [] }, 'https://any.example')).toBe(true);
  });
});
