// The transcripts screen's view-model: finding, going on, failing and trying again; and a transcript as text.
import { TranscriptsModel } from '../../../frontend/dashboard/transcripts/transcripts-model.ts';
import { transcriptText } from '../../../frontend/dashboard/transcripts/transcript-text.ts';
import { LibraryTime } from '../../../frontend/ui/time-words.ts';
import type { Unanswered } from '../../../frontend/connection/wire.ts';
import type { ToOperator } from '../../../lambdas/protocol/operator-frames.ts';
import { FakeSurroundings } from '../../support/fake-surroundings.ts';
import { asAuthor, DANA, ended, happened, message, PATRON, T0 } from './desk-builders.ts';

type Found = Extract<ToOperator, { type: 'transcripts' }>;

function prepared(...answers: (Found | Unanswered)[]) {
  const asked: object[] = [];
  const said: string[] = [];
  const wire = {
    ask: async (request: object) => {
      asked.push(request);
      return answers.shift() ?? { type: 'unanswered', why: 'silent' };
    },
  };
  // Only transcripts are asked for here, and the fake answers nothing else.
  const model = new TranscriptsModel({
    wire: wire as never,
    surroundings: new FakeSurroundings(),
    say: (sentence) => said.push(sentence),
  });
  return { asked, said, model };
}

const page = (names: string[], next?: string): Found => ({
  type: 'transcripts',
  ref: 'r',
  departmentId: 'reference',
  chats: names.map((name) => ended(name, DANA)),
  ...(next === undefined ? {} : { next }),
});

const shown = ({ model }: ReturnType<typeof prepared>): string[] => {
  const state = model.state.value;
  const found = state?.kind === 'found' ? state.found : state?.sofar;
  return (found?.chats ?? []).map(({ chatId }) => chatId.replaceAll('_', ''));
};

describe('finding transcripts', () => {
  test('asks for the words, and goes on where the page before ended', async () => {
    const house = prepared(page(['a', 'b'], 'after-b'), page(['b', 'c']));
    await house.model.find('reference', '  heat  ');
    await house.model.more();
    expect(house.asked).toEqual([
      { action: 'transcripts', departmentId: 'reference', words: 'heat' },
      { action: 'transcripts', departmentId: 'reference', words: 'heat', after: 'after-b' },
    ]);
    // A chat that ended meanwhile moves the pages by one: nothing is shown twice.
    expect(shown(house)).toEqual(['a', 'b', 'c']);
    expect(house.said).toEqual(['2 transcripts shown.', '3 transcripts shown.']);
  });

  test('says that there are none', async () => {
    const house = prepared(page([]));
    await house.model.find('reference', '');
    expect(house.said).toEqual(['No transcripts found.']);
  });

  test('keeps what is there when the next page fails, and tries that page again', async () => {
    const house = prepared(page(['a'], 'after-a'), { type: 'unanswered', why: 'dropped' }, page(['b']));
    await house.model.find('reference', '');
    await house.model.more();
    expect(house.model.state.value?.kind).toBe('failed');
    expect(shown(house)).toEqual(['a']);
    await house.model.more();
    expect(shown(house)).toEqual(['a', 'b']);
  });

  test('forgets an answer that was overtaken by another search', async () => {
    const house = prepared(page(['old']), page(['new']));
    await Promise.all([house.model.find('reference', 'x'), house.model.find('access', 'y')]);
    expect(house.model.state.value).toMatchObject({ kind: 'found', found: { departmentId: 'access' } });
  });
});

test('a transcript as text names everybody and keeps the times', () => {
  const chat = ended('rosa', DANA, {
    patronName: 'Rosa',
    page: { address: 'https://libraries.example/a', title: 'Databases' },
  });
  const entries = [
    message(1, PATRON, 'hello', T0),
    happened('joined', 2, asAuthor(DANA), T0 + 18_000),
    message(3, asAuthor(DANA), 'good day', T0 + 60_000),
    happened('ended', 4, PATRON, T0 + 600_000),
  ];
  const text = transcriptText({ chat, entries, departmentName: 'Reference', time: new LibraryTime('UTC') });
  expect(text.split('\n').slice(0, 1)).toEqual(['Rosa · Reference']);
  expect(text).toContain('Page: Databases https://libraries.example/a');
  expect(text).toContain(
    [
      '[18:00] Rosa: hello',
      '— 18:00 · waited 18 s · claimed by Dana Whitfield',
      '[18:01] Dana Whitfield: good day',
      '— 18:10 · ended by Rosa',
    ].join('\n'),
  );
});
