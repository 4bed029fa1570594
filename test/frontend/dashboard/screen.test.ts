// The screens' addresses, and the ways between them.
import { hashOf, type Screen, Screens, screenOf } from '../../../frontend/dashboard/screen.ts';
import { chatId } from './desk-builders.ts';

const rosa = chatId('rosa');

describe('an address', () => {
  test.each<[string, Screen]>([
    ['', { at: 'desk' }],
    ['#/nowhere', { at: 'desk' }],
    [`#/desk/${rosa}`, { at: 'desk', chatId: rosa }],
    [`#/desk/${rosa}/details`, { at: 'desk', chatId: rosa, details: true }],
    ['#/desk/not-a-chat/details', { at: 'desk' }],
    [`#/transcripts/${rosa}`, { at: 'transcripts', chatId: rosa }],
    ['#/follow-ups', { at: 'followUps' }],
    ['#/follow-ups/reference/lost', { at: 'followUps' }],
    [
      `#/follow-ups/reference/closed/${rosa}`,
      { at: 'followUps', list: { departmentId: 'reference', show: 'closed' }, followUpId: rosa },
    ],
    ['#/canned/of', { at: 'canned' }],
    ['#/canned/own/one', { at: 'canned' }],
    ['#/canned/of/reference/new', { at: 'canned', departmentId: 'reference', open: 'new' }],
    ['#/help', { at: 'help' }],
    ['#/help/dancing', { at: 'help' }],
    ['#/settings', { at: 'settings', part: 'departments' }],
    ['#/settings/operators/a%2Fb', { at: 'settings', part: 'operators', id: 'a/b' }],
    ['#/settings/operators/%zz', { at: 'settings', part: 'operators', id: '%zz' }],
  ])('%s', (hash, screen) => {
    expect(screenOf(hash)).toEqual(screen);
  });

  test.each<Screen>([
    { at: 'desk' },
    { at: 'desk', chatId: rosa, details: true },
    { at: 'transcripts', chatId: rosa },
    { at: 'followUps' },
    { at: 'followUps', list: { departmentId: 'a/b', show: 'open' } },
    { at: 'followUps', list: { departmentId: 'reference', show: 'open' }, followUpId: rosa },
    { at: 'canned' },
    { at: 'canned', open: 'new' },
    { at: 'canned', open: { title: 'new' } },
    { at: 'canned', departmentId: 'reference', open: { title: 'a/b 語?' } },
    { at: 'help', step: 'transfer' },
    { at: 'settings', part: 'widgets', id: 'a/b c' },
  ])('of %j leads back to it', (screen) => {
    expect(screenOf(hashOf(screen))).toEqual(screen);
  });
});

function prepared() {
  const entries: { hash: string; state: unknown }[] = [{ hash: '', state: null }];
  const events = new EventTarget();
  const location = {
    get hash() {
      return entries.at(-1)?.hash ?? '';
    },
  };
  const history = {
    get state(): unknown {
      return entries.at(-1)?.state;
    },
    pushState: (state: unknown, _: string, hash?: string | URL | null) => {
      entries.push({ hash: String(hash), state });
    },
    replaceState: (state: unknown, _: string, hash?: string | URL | null) => {
      entries[entries.length - 1] = { hash: String(hash), state };
    },
    back: () => {
      entries.pop();
      events.dispatchEvent(new Event('popstate'));
    },
  };
  return { entries, history, screens: new Screens({ location, history, events }) };
}

describe('going', () => {
  test('forth and back with the browser’s button', () => {
    const { screens, history } = prepared();
    screens.go({ at: 'transcripts' });
    expect(screens.current.value).toEqual({ at: 'transcripts' });
    history.back();
    expect(screens.current.value).toEqual({ at: 'desk' });
  });

  test('up to where we came from is a step back, so that history doesn’t grow', () => {
    const { screens, entries } = prepared();
    screens.replace({ at: 'desk' });
    screens.go({ at: 'desk', chatId: rosa });
    screens.up({ at: 'desk' });
    expect(entries).toHaveLength(1);
    expect(screens.current.value).toEqual({ at: 'desk' });
  });

  test('up from a screen that was opened by its address takes its place', () => {
    const { screens, entries } = prepared();
    screens.replace({ at: 'desk', chatId: rosa });
    screens.up({ at: 'desk' });
    expect(entries).toHaveLength(1);
    expect(screens.current.value).toEqual({ at: 'desk' });
  });

  test('stays when the screen says so, also by the browser’s button', () => {
    const { screens, history, entries } = prepared();
    screens.go({ at: 'settings', part: 'departments' });
    screens.mayLeave = () => false;
    screens.go({ at: 'desk' });
    history.back();
    expect(screens.current.value).toEqual({ at: 'settings', part: 'departments' });
    expect(entries.at(-1)?.hash).toBe('#/settings/departments');
  });
});
