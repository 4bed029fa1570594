// The list of departments, widgets or operators, with the way to a new one and, for operators, a search.
import { useSignal } from '@preact/signals';
import { plural } from '../../ui/time-words.ts';
import { useDashboard } from '../dashboard-context.ts';
import { rolesInWords } from '../roles.ts';
import type { Screen } from '../screen.ts';
import { RecordItem } from './record-item.tsx';
import { NEW, type SettingsModel, type Stored } from './settings-model.ts';
import { textsId } from './texts-form.ts';

type SettingsScreen = Extract<Screen, { at: 'settings' }>;

interface RecordListProps {
  readonly model: SettingsModel;
  readonly screen: SettingsScreen;
}

export function RecordList({ model, screen }: RecordListProps) {
  const state = model.state.value;
  if (state.kind === 'reading') return <div class="busy inset" aria-hidden="true" />;
  if (state.kind === 'failed') {
    return (
      <p class="notice urgent inset">
        <span>{state.message}</span>
        <button type="button" class="link" onClick={() => void model.read()}>
          Try again
        </button>
      </p>
    );
  }
  switch (screen.part) {
    case 'departments':
      return <Departments stored={state.stored} screen={screen} />;
    case 'widgets':
      return <Widgets stored={state.stored} screen={screen} />;
    case 'texts':
      return <Texts stored={state.stored} screen={screen} />;
    case 'operators':
      return <Operators stored={state.stored} screen={screen} />;
  }
}

interface PartProps {
  readonly stored: Stored;
  readonly screen: SettingsScreen;
}

function Departments({ stored, screen }: PartProps) {
  const members = (id: string): number =>
    stored.operators.filter(({ departmentIds }) => departmentIds.includes(id)).length;
  return (
    <>
      <ul>
        {stored.departments.map(({ id, name }) => (
          <RecordItem key={id} screen={{ ...screen, id }} isOpen={screen.id === id} name={name}>
            {members(id) === 0 ? <b class="warns">nobody belongs to it</b> : plural(members(id), 'operator')}
          </RecordItem>
        ))}
      </ul>
      <NewRecord screen={screen} words="New department" />
    </>
  );
}

function Widgets({ stored, screen }: PartProps) {
  const department = (id: string): string => stored.departments.find((each) => each.id === id)?.name ?? id;
  return (
    <>
      {stored.widgets.length === 0 && (
        <p class="none">No widget yet, so patrons can’t reach the library here.</p>
      )}
      <ul>
        {stored.widgets.map(({ id, title, departmentId }) => (
          <RecordItem key={id} screen={{ ...screen, id }} isOpen={screen.id === id} name={id}>
            {title === '' ? '' : `${title} · `}answered by {department(departmentId)}
          </RecordItem>
        ))}
      </ul>
      <NewRecord screen={screen} words="New widget" />
    </>
  );
}

function Texts({ stored, screen }: PartProps) {
  const [openId, language = 'en'] = screen.id?.split(':') ?? [];
  return (
    <ul>
      {stored.departments.map(({ id, name }) => (
        <RecordItem
          key={id}
          screen={{ ...screen, id: textsId(id, language) }}
          isOpen={openId === id}
          name={name}
        >
          what its patrons read in the chat
        </RecordItem>
      ))}
    </ul>
  );
}

function Operators({ stored, screen }: PartProps) {
  const words = useSignal('');
  const wanted = words.value.toLowerCase().split(/\s+/u).filter(Boolean);
  const department = (id: string): string => stored.departments.find((each) => each.id === id)?.name ?? id;
  const found = stored.operators.filter(({ name, email, departmentIds }) => {
    const all = [name, email, ...departmentIds.map(department)].join(' ').toLowerCase();
    return wanted.every((word) => all.includes(word));
  });
  return (
    <>
      <div class="field inset">
        <label htmlFor="find-operators">Find operators</label>
        <input
          id="find-operators"
          class="input"
          type="search"
          value={words.value}
          onInput={({ currentTarget }) => {
            words.value = currentTarget.value;
          }}
        />
        <span class="help">Whoever signs in for the first time appears here.</span>
      </div>
      <output class="only-heard">{wanted.length === 0 ? '' : `${found.length} found`}</output>
      {found.length === 0 && <p class="none">Nobody found.</p>}
      <ul>
        {found.map(({ id, name, email, roles, departmentIds }) => (
          <RecordItem key={id} screen={{ ...screen, id }} isOpen={screen.id === id} name={name}>
            {departmentIds.length === 0 ? (
              <b class="warns">in no department</b>
            ) : (
              departmentIds.map(department).join(', ')
            )}
            {' · '}
            {rolesInWords(roles)}
            {email === '' ? '' : ` · ${email}`}
          </RecordItem>
        ))}
      </ul>
    </>
  );
}

function NewRecord({ screen, words }: { readonly screen: SettingsScreen; readonly words: string }) {
  const { screens } = useDashboard();
  return (
    <button type="button" class="btn inset" onClick={() => screens.go({ ...screen, id: NEW })}>
      {words}
    </button>
  );
}
