// A settings record while it is changed: what is wrong, saving, and somebody else having been quicker.
import { RecordForm, type SaveAnswer } from '../../../frontend/dashboard/settings/record-form.ts';
import { slugOf } from '../../../frontend/dashboard/settings/new-records.ts';
import { type Department, department } from '../../../lambdas/protocol/settings.ts';
import { reference } from './desk-builders.ts';

function prepared(...answers: SaveAnswer[]) {
  const sent: Department[] = [];
  const saved: Department[] = [];
  const form = new RecordForm({
    stored: reference,
    parser: department,
    nameField: 'name',
    labels: { name: 'The name' },
    save: async (record) => {
      sent.push(record);
      return answers.shift() ?? { type: 'unanswered', why: 'notConnected' };
    },
    onSaved: (record) => saved.push(record),
  });
  const keepFor = (transcriptDays: number): void =>
    form.change({ settings: { ...form.draft.value.settings, transcriptDays } });
  return { sent, saved, form, keepFor };
}

const error = (code: 'changedMeanwhile' | 'nameTaken' | 'notAllowed', message: string): SaveAnswer => ({
  type: 'error',
  code,
  message,
});

describe('a form', () => {
  test('is unsaved while it differs from what is stored', () => {
    const { form, keepFor } = prepared();
    expect(form.isDirty.value).toBe(false);
    keepFor(45);
    expect(form.isDirty.value).toBe(true);
    keepFor(30);
    expect(form.isDirty.value).toBe(false);
  });

  test('saves, and goes on from the version that the server gave', async () => {
    const { form, keepFor, sent, saved } = prepared({ type: 'saved', ref: 'r', version: 2 });
    keepFor(45);
    expect(await form.save()).toBe(true);
    expect(sent).toEqual([{ ...reference, settings: { ...reference.settings, transcriptDays: 45 } }]);
    expect(saved.map(({ version }) => version)).toEqual([2]);
    expect(form.isDirty.value).toBe(false);
    expect(form.state.value).toEqual({ kind: 'saved' });
  });

  test.each([
    [0, 'Keep transcripts for: a whole number from 1 to 365 days.'],
    [366, 'Keep transcripts for: a whole number from 1 to 365 days.'],
    [1.5, 'Keep transcripts for: a whole number from 1 to 365 days.'],
    [Number.NaN, 'Keep transcripts for: a whole number from 1 to 365 days.'],
  ])('says at the field why %d days won’t do, and sends nothing', async (days, words) => {
    const { form, keepFor, sent } = prepared();
    keepFor(days);
    expect(await form.save()).toBe(false);
    expect(form.wrong.value).toEqual({ 'settings.transcriptDays': words });
    expect(sent).toEqual([]);
  });

  test('names the field where the parser’s words don’t, and forgets the problem once it is written to', async () => {
    const { form } = prepared();
    form.change({ name: '  ' });
    await form.save();
    expect(form.wrong.value).toEqual({ name: 'The name is empty.' });
    form.change({ name: 'Help desk' });
    expect(form.wrong.value).toEqual({});
  });

  test('keeps what was written when somebody else was quicker, until the newer version is asked for', async () => {
    const { form, keepFor } = prepared(error('changedMeanwhile', 'x'));
    keepFor(45);
    await form.save();
    expect(form.state.value.kind).toBe('changedMeanwhile');
    expect(form.draft.value.settings.transcriptDays).toBe(45);
    keepFor(46);
    expect(form.state.value.kind).toBe('changedMeanwhile');
    form.load({ ...reference, version: 5 });
    expect(form.draft.value.version).toBe(5);
    expect(form.state.value.kind).toBe('open');
  });

  test('says at the name that it is taken, and elsewhere what else was refused', async () => {
    const { form, keepFor } = prepared(
      error('nameTaken', 'There is one of this name already.'),
      error('notAllowed', 'You may not do this.'),
    );
    keepFor(45);
    await form.save();
    expect(form.wrong.value).toEqual({ name: 'There is one of this name already.' });
    await form.save();
    expect(form.state.value).toEqual({ kind: 'refused', message: 'Not saved. You may not do this.' });
    await form.save();
    expect(form.state.value).toMatchObject({ message: expect.stringContaining('no connection') });
  });
});

test.each([
  ['Hill Library, 2nd floor', 'hill-library-2nd-floor'],
  ['Bibliothèque du Nord', 'bibliotheque-du-nord'],
  ['المكتبة', ''],
  [`${'long '.repeat(12)}name`, 'long-long-long-long-long-long-long-long'],
])('the short name of "%s" is "%s"', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});
