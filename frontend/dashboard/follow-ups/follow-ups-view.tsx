// The follow-ups screen: which ones to list, the list, and the one that is looked at beside it.
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { useDashboard } from '../dashboard-context.ts';
import type { FollowUpList as List } from '../screen.ts';
import { isFailed } from './failed-mails.ts';
import { FollowUpList } from './follow-up-list.tsx';
import { FollowUpPane } from './follow-up-pane.tsx';
import { followUpShortcuts } from './follow-up-shortcuts.ts';
import { FollowUpsModel, listedOf } from './follow-ups-model.ts';

export function FollowUpsView() {
  const dashboard = useDashboard();
  const { session, screens, surroundings, announcer, shortcuts, failedMails } = dashboard;
  const screen = screens.current.value;
  const followUpId = screen.at === 'followUps' ? screen.followUpId : undefined;
  const list = useList();
  const failedOnly = useSignal(false);
  const model = useMemo(
    () =>
      new FollowUpsModel({
        wire: session.wire,
        surroundings,
        say: (text) => announcer.say(text),
        onOpen: (departmentId, followUps) => failedMails.note(departmentId, followUps),
      }),
    [],
  );
  useEffect(() => () => model.dispose(), []);
  useEffect(() => shortcuts.add(followUpShortcuts({ model, screens, failedOnly })), []);
  useEffect(() => void model.show(list, followUpId), [list.departmentId, list.show, followUpId]);
  const isOpen = session.connection.value.kind === 'open';
  useEffect(() => {
    if (isOpen) void model.refresh();
  }, [isOpen]);
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') void model.refresh();
    };
    addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  const failed = listedOf(model.state.value)?.followUps.filter(isFailed).length ?? 0;
  return (
    <div class={followUpId === undefined ? 'two-panes shows-first' : 'two-panes shows-second'}>
      <h1 class="only-heard">Follow-ups</h1>
      <section class="first" aria-label="Follow-ups to choose from">
        <div class="find">
          <div class="row">
            <p class="title grow" aria-hidden="true">
              Follow-ups
            </p>
            <button type="button" class="btn" onClick={() => void model.refresh()}>
              Refresh
            </button>
          </div>
          <ChooseDepartment list={list} />
          <div class="row choices">
            <OpenOrClosed list={list} />
            <label class="check">
              <input
                type="checkbox"
                checked={failedOnly.value}
                onChange={({ currentTarget }) => (failedOnly.value = currentTarget.checked)}
              />
              <span>
                Failed only {failed > 0 && <span class="badge urgent">{failed}</span>}
                {failed > 0 && <span class="only-heard">with a mail that failed</span>}
              </span>
            </label>
          </div>
        </div>
        <FollowUpList model={model} list={list} openId={followUpId} failedOnly={failedOnly} />
      </section>
      <FollowUpPane model={model} list={list} followUpId={followUpId} />
    </div>
  );
}

/** The list that the address names; where it names none that exists, the operator's first department. */
function useList(): List {
  const { session, screens } = useDashboard();
  const screen = screens.current.value;
  const departments = session.departments.value;
  const own = session.me.value?.departmentIds ?? [];
  const named = screen.at === 'followUps' ? screen.list : undefined;
  const isThere = named !== undefined && departments.some(({ id }) => id === named.departmentId);
  const first = departments.find(({ id }) => own.includes(id)) ?? departments[0];
  const list: List = isThere ? named : { departmentId: first?.id ?? '', show: 'open' };
  useEffect(() => {
    // So that the way back up from one of them finds this address.
    if (!isThere && screen.at === 'followUps') screens.replace({ at: 'followUps', list });
  }, [isThere]);
  return list;
}

function ChooseDepartment({ list }: { readonly list: List }) {
  const { session, screens } = useDashboard();
  const departments = session.departments.value;
  if (departments.length < 2) return null;
  return (
    <div class="field">
      <label htmlFor="follow-ups-department">Department</label>
      <select
        id="follow-ups-department"
        class="input"
        value={list.departmentId}
        onChange={({ currentTarget }) =>
          screens.replace({ at: 'followUps', list: { ...list, departmentId: currentTarget.value } })
        }
      >
        {departments.map(({ id, name }) => (
          <Department key={id} id={id} name={name} />
        ))}
      </select>
    </div>
  );
}

function Department({ id, name }: { readonly id: string; readonly name: string }) {
  const failed = useDashboard().failedMails.of(id);
  return (
    <option value={id}>
      {name}
      {failed > 0 && ` (${failed} failed)`}
    </option>
  );
}

function OpenOrClosed({ list }: { readonly list: List }) {
  const { screens } = useDashboard();
  return (
    <fieldset class="switch">
      <legend class="only-heard">Which</legend>
      {(['open', 'closed'] as const).map((show) => (
        <label key={show}>
          <input
            type="radio"
            name="follow-ups-show"
            checked={list.show === show}
            onChange={() => screens.replace({ at: 'followUps', list: { ...list, show } })}
          />
          <span>{show === 'open' ? 'Open' : 'Closed'}</span>
        </label>
      ))}
    </fieldset>
  );
}
