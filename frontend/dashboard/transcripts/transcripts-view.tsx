// The transcripts screen: a department's ended chats to find, and the one that is read beside them.
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { useDashboard } from '../dashboard-context.ts';
import { FoundList } from './found-list.tsx';
import { TranscriptPane } from './transcript-pane.tsx';
import { TranscriptsModel } from './transcripts-model.ts';

export function TranscriptsView() {
  const { session, screens, surroundings, announcer } = useDashboard();
  const departments = session.departments.value;
  const screen = screens.current.value;
  const chatId = screen.at === 'transcripts' ? screen.chatId : undefined;
  const own = session.me.value?.departmentIds ?? [];
  const departmentId = useSignal(
    departments.find(({ id }) => own.includes(id))?.id ?? departments[0]?.id ?? '',
  );
  const words = useSignal('');
  const model = useMemo(
    () => new TranscriptsModel({ wire: session.wire, surroundings, say: (text) => announcer.say(text) }),
    [],
  );
  useEffect(() => () => model.dispose(), []);
  useEffect(() => model.read(chatId), [chatId]);
  const isOpen = session.connection.value.kind === 'open';
  // A screen that was opened without a connection reads as soon as there is one.
  useEffect(() => {
    const state = model.state.peek();
    if (isOpen && (state === undefined || state.kind === 'failed'))
      void model.find(departmentId.value, words.value);
    if (isOpen && model.preview.state.peek()?.kind === 'failed') model.read(chatId);
  }, [isOpen]);
  const find = (): void => void model.find(departmentId.value, words.value);
  return (
    <div class={chatId === undefined ? 'two-panes shows-first' : 'two-panes shows-second'}>
      <h1 class="only-heard">Transcripts</h1>
      <section class="first" aria-label="Find transcripts">
        <search>
          <form
            class="find"
            onSubmit={(event) => {
              event.preventDefault();
              find();
            }}
          >
            <p class="title" aria-hidden="true">
              Transcripts
            </p>
            {departments.length > 1 && (
              <div class="field">
                <label htmlFor="find-department">Department</label>
                <select
                  id="find-department"
                  class="input"
                  value={departmentId.value}
                  onChange={({ currentTarget }) => {
                    departmentId.value = currentTarget.value;
                    find();
                  }}
                >
                  {departments.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              </div>
            )}
            <div class="field">
              <label htmlFor="find-words">Words to find</label>
              <div class="row">
                <input
                  id="find-words"
                  class="input"
                  type="search"
                  maxLength={200}
                  dir="auto"
                  value={words.value}
                  aria-describedby="find-help"
                  onInput={({ currentTarget }) => {
                    words.value = currentTarget.value;
                  }}
                />
                <button type="submit" class="btn">
                  Find
                </button>
              </div>
              <span class="help" id="find-help">
                In the patron’s name, the question and the names of operators.
              </span>
            </div>
          </form>
        </search>
        <FoundList model={model} openChatId={chatId} onAll={() => ((words.value = ''), find())} />
      </section>
      <TranscriptPane model={model} chatId={chatId} />
    </div>
  );
}
