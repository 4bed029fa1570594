// The composer's list of canned messages as it is drawn and used by keys, and the button that opens it.
import { useSignalEffect } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import type { OperatorChat } from '../../../lambdas/protocol/chat-view.ts';
import { plural } from '../../ui/time-words.ts';
import { valuesFor } from '../canned/canned-filling.ts';
import type { Dashboard } from '../dashboard.ts';
import { useDashboard } from '../dashboard-context.ts';
import { columnWish } from './column-wish.ts';
import { CannedChoice, type CannedOption } from './canned-choice.ts';

export interface CannedProps {
  /** The patron's chat that is written in; absent where canned messages have no place. */
  readonly chat: OperatorChat | undefined;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly write: (text: string) => void;
}

/** What a composer needs of it. */
export interface CannedChoosing {
  readonly choice: CannedChoice;
  readonly listId: string;
  /** On the field. */
  readonly wiring: Readonly<Record<string, string | undefined>>;
  readonly follow: () => void;
  /** Whether the key was for the list. */
  readonly press: (event: KeyboardEvent) => boolean;
  readonly take: (index?: number) => void;
  readonly open: () => void;
}

export function useCannedChoice({ chat, field, write }: CannedProps): CannedChoosing | undefined {
  const dashboard = useDashboard();
  const { announcer, canned, desk } = dashboard;
  const { chatId, departmentId } = chat ?? {};
  const listId = useId();
  const newest = useRef(chat);
  newest.current = chat;
  const choice = useMemo(
    () =>
      new CannedChoice({
        options: () => (departmentId === undefined ? [] : optionsFor(dashboard, departmentId)),
        values: () => valuesAt(dashboard, newest.current),
      }),
    [chatId],
  );
  useEffect(() => {
    if (departmentId !== undefined) canned.want(departmentId);
  }, [departmentId]);
  const follow = (): void => {
    const element = field.current;
    if (element !== null) choice.changed(element.value, element.selectionStart);
  };
  const put = (text: string, from: number, to = from): void => {
    const element = field.current;
    if (element === null) return;
    element.focus();
    element.value = text;
    element.setSelectionRange(from, to);
    write(text);
    follow();
  };
  const take = (index?: number): void => {
    const taken = choice.take(index);
    if (taken === undefined) return;
    put(taken.text, taken.from, taken.to);
    const rest = taken.unfilled === undefined ? '' : ` Nothing is known for {${taken.unfilled}}: replace it.`;
    announcer.say(`“${taken.title}” is in the field.${rest}`);
  };
  const open = (): void => {
    const element = field.current;
    if (element === null) return;
    const { value, selectionStart, selectionEnd } = element;
    const before = value.slice(0, selectionStart);
    const slash = /(?:^|\s)$/u.test(before) ? '/' : ' /';
    put(before + slash + value.slice(selectionEnd), before.length + slash.length);
  };
  useSignalEffect(() => {
    if (field.current !== null && chatId !== undefined && columnWish(desk, chatId, 'canned')) open();
  });
  useSignalEffect(() => {
    if (choice.isOpen.value) announcer.say(foundInWords(choice.found.value.length));
  });
  const isChoosing = choice.isOpen.value && choice.found.value.length > 0;
  const wiring = {
    'aria-autocomplete': 'list',
    'aria-controls': isChoosing ? listId : undefined,
    'aria-activedescendant': isChoosing ? `${listId}-${choice.active.value}` : undefined,
  };
  return chat && { choice, listId, wiring, follow, press: pressIn(choice, take), take, open };
}

const foundInWords = (count: number): string =>
  count === 0
    ? 'There are no canned messages yet.'
    : `${plural(count, 'canned message')}. Arrow keys choose, Enter takes, Escape leaves.`;

function optionsFor(dashboard: Dashboard, departmentId: string): CannedOption[] {
  const { canned } = dashboard;
  const sharedBy = dashboard.departmentName(departmentId);
  return [
    ...canned.messagesOf(undefined),
    ...canned.messagesOf(departmentId).map((message) => ({ ...message, sharedBy })),
  ];
}

function valuesAt({ session }: Dashboard, chat: OperatorChat | undefined) {
  const { patronName, departmentId } = chat ?? {};
  const department = session.departments.value.find(({ id }) => id === departmentId);
  return valuesFor({ patronName, operator: session.me.value, department });
}

const pressIn =
  (choice: CannedChoice, take: () => void) =>
  (event: KeyboardEvent): boolean => {
    if (!choice.isOpen.value || event.isComposing || event.altKey || event.ctrlKey || event.metaKey)
      return false;
    const runs: Readonly<Record<string, () => void>> =
      choice.found.value.length === 0
        ? { Escape: () => choice.leave() }
        : {
            ArrowDown: () => choice.step(1),
            ArrowUp: () => choice.step(-1),
            Escape: () => choice.leave(),
            ...(event.shiftKey ? {} : { Enter: take, Tab: take }),
          };
    const run = runs[event.key];
    if (run === undefined) return false;
    event.preventDefault();
    run();
    return true;
  };

export function CannedChoices({ choosing }: { readonly choosing: CannedChoosing }) {
  const { screens } = useDashboard();
  const { choice, listId, take } = choosing;
  const list = useRef<HTMLDivElement>(null);
  const active = choice.active.value;
  const found = choice.found.value;
  useEffect(() => list.current?.children[active]?.scrollIntoView({ block: 'nearest' }), [active, found]);
  if (!choice.isOpen.value) return null;
  if (found.length === 0) {
    return (
      <div class="canned-choices empty" role="presentation" onMouseDown={(event) => event.preventDefault()}>
        <p>There are no canned messages yet.</p>
        <button type="button" class="link" onClick={() => screens.go({ at: 'canned', open: 'new' })}>
          Write the first one
        </button>
      </div>
    );
  }
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a list beside the field that keeps the focus
    <div ref={list} class="canned-choices" id={listId} role="listbox" aria-label="Canned messages">
      {found.map(({ title, text, sharedBy }, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field hears the keys
        <div
          key={`${sharedBy ?? ''}/${title}`}
          id={`${listId}-${index}`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an option has room for one line of text only
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          // The focus stays in the field, where the keys are heard.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => take(index)}
        >
          <span class="row">
            <b class="grow clip" dir="auto">
              {title}
            </b>
            <span class="muted clip">
              <bdi>{sharedBy ?? 'Your own'}</bdi>
            </span>
          </span>
          <span class="muted clip" dir="auto">
            {text}
          </span>
        </div>
      ))}
    </div>
  );
}
