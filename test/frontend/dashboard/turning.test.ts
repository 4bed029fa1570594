// Turning a chat into a follow-up: what is checked, sent once, kept over lost answers, and ended with it.
import { Turning, type TurningProps, Turnings } from '../../../frontend/dashboard/follow-ups/turning.ts';
import type { Unanswered } from '../../../frontend/connection/wire.ts';
import type { ToOperator } from '../../../lambdas/protocol/operator-frames.ts';
import { active, chatId, DANA, ended } from './desk-builders.ts';

type Answer = ToOperator | Unanswered;

const rosa = active('rosa', DANA, { patronEmail: 'rosa@example.org' });
const left: Answer = {
  type: 'followUpLeft',
  ref: 'r',
  followUpId: chatId('id1'),
  number: 1042,
  email: 'rosa@example.org',
};
const LOST: Unanswered = { type: 'unanswered', why: 'dropped' };

function prepared(...answers: Answer[]) {
  const asked: object[] = [];
  const said: string[] = [];
  const ends: string[] = [];
  let ids = 0;
  const props: TurningProps = {
    chat: rosa,
    // The fake answers each request with what the test put there for it.
    wire: {
      ask: async (request: object) => {
        asked.push(request);
        return answers.shift() ?? LOST;
      },
    } as never,
    endChat: async (id) => {
      ends.push(id);
      return ends.length === 1;
    },
    say: (sentence) => said.push(sentence),
    onLeft: () => said.push('left'),
    makeId: () => {
      ids += 1;
      return chatId(`id${ids}`);
    },
  };
  return { asked, said, ends, props, turning: new Turning(props) };
}

const frame = {
  action: 'turnIntoFollowUp',
  followUpId: chatId('id1'),
  chatId: rosa.chatId,
  email: 'rosa@example.org',
};

describe('turning a chat into a follow-up', () => {
  test('begins with the address that the patron gave, and tells the number', async () => {
    const { turning, asked, said, ends } = prepared(left);
    await turning.send();
    expect(asked).toEqual([frame]);
    expect(turning.state.value).toEqual({
      kind: 'left',
      number: 1042,
      email: 'rosa@example.org',
      end: 'notAsked',
    });
    expect(said).toEqual(['It is follow-up number 1042.', 'left']);
    expect(ends).toEqual([]);
  });

  test('a double click, and a click after it, are one', async () => {
    const { turning, asked } = prepared(left);
    await Promise.all([turning.send(), turning.send()]);
    await turning.send();
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['', 'The address is empty.'],
    ['rosa', 'The address has no @ yet.'],
    ['rosa@', 'The address is not complete, such as name@example.org.'],
    ['a@b.example\r\nBcc: c@d.example', 'The address is not complete, such as name@example.org.'],
  ])('the address %j is refused at the form', async (email, sentence) => {
    const { turning, asked } = prepared(left);
    turning.email.value = email;
    await turning.send();
    expect(turning.wrong.value).toEqual({ email: sentence });
    expect(asked).toEqual([]);
  });

  test('a note that is too long is refused, an empty one is not sent, another is', async () => {
    const { turning, asked } = prepared(left);
    turning.note.value = 'x'.repeat(4_001);
    await turning.send();
    expect(turning.wrong.value.note).toMatch(/longer than 4000/u);
    turning.note.value = 'She needs it by Friday';
    await turning.send();
    expect(asked).toEqual([{ ...frame, note: 'She needs it by Friday' }]);
  });

  test('a lost answer is tried again under the same id, also after the dialog was closed', async () => {
    const { props, asked } = prepared(LOST, left);
    const dialogs = new Turnings();
    dialogs.begin(props);
    const first = dialogs.open.value;
    await first?.send();
    expect(first?.state.value.kind).toBe('failed');
    dialogs.close();
    expect(dialogs.open.value).toBeUndefined();
    dialogs.begin({ ...props, chat: ended('rosa', DANA) });
    await dialogs.open.value?.send();
    expect(asked).toHaveLength(2);
    expect(asked[0]).toEqual(asked[1]);
    dialogs.close();
    dialogs.begin(props);
    expect(dialogs.open.value).not.toBe(first);
  });

  test('does not close while it is on its way', async () => {
    const { props } = prepared(left);
    const dialogs = new Turnings();
    dialogs.begin(props);
    const sending = dialogs.open.value?.send();
    dialogs.close();
    expect(dialogs.open.value).toBeDefined();
    await sending;
    dialogs.close();
    expect(dialogs.open.value).toBeUndefined();
  });

  test('ends the chat only once it is stored, and tells when that failed', async () => {
    const { turning, ends, props } = prepared(LOST, left, left);
    turning.andEnd.value = true;
    await turning.send();
    expect(ends).toEqual([]);
    await turning.send();
    expect(ends).toEqual([rosa.chatId]);
    expect(turning.state.value).toMatchObject({ kind: 'left', end: 'ended' });
    const another = new Turning(props);
    another.andEnd.value = true;
    await another.send();
    expect(another.state.value).toMatchObject({ kind: 'left', end: 'failed' });
  });
});
