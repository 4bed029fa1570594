// The settings screen: three lists of records, and the one that is being changed beside them.
import { useEffect, useMemo } from 'preact/hooks';
import { Modal } from '../../ui/modal.tsx';
import type { CatalogueFiles } from '../../widget/texts/catalogue.ts';
import { useDashboard } from '../dashboard-context.ts';
import { hashOf, type Screen, type SettingsPart } from '../screen.ts';
import { DepartmentForm } from './department-form.tsx';
import { OperatorForm } from './operator-form.tsx';
import { RecordList } from './record-list.tsx';
import { type OpenForm, SettingsModel } from './settings-model.ts';
import { TextsView } from './texts-view.tsx';
import { WidgetForm } from './widget-form.tsx';

/** The files of the widget's languages; set by the build. */
declare const LANGUAGES: CatalogueFiles;

type SettingsScreen = Extract<Screen, { at: 'settings' }>;

export function SettingsView() {
  const { session, screens, announcer } = useDashboard();
  const model = useMemo(
    () =>
      new SettingsModel({
        wire: session.wire,
        screens,
        say: (text) => announcer.say(text),
        catalogues: LANGUAGES,
      }),
    [],
  );
  const current = screens.current.value;
  const screen: SettingsScreen =
    current.at === 'settings' ? current : { at: 'settings', part: 'departments' };
  const isOpen = session.connection.value.kind === 'open';
  useEffect(() => {
    if (isOpen) void model.read();
  }, [isOpen]);
  useEffect(() => model.show(screen), [screen.part, screen.id]);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (model.isDirty) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => {
      removeEventListener('beforeunload', warn);
      model.dispose();
    };
  }, []);
  const open = model.open.value;
  const shown = open?.part === screen.part && open.id === screen.id ? open : undefined;
  return (
    <div class={screen.id === undefined ? 'two-panes shows-first' : 'two-panes shows-second'}>
      <h1 class="only-heard">Settings</h1>
      <section class="first" aria-label="Records">
        <div class="settings-head">
          <p class="title" aria-hidden="true">
            Settings
          </p>
          <Parts part={screen.part} />
        </div>
        <RecordList model={model} screen={screen} />
      </section>
      <section class="second" aria-label="Record">
        <Pane model={model} screen={screen} open={shown} />
      </section>
      {model.leavingFor.value !== undefined && <LeaveUnsaved model={model} />}
    </div>
  );
}

const PARTS: readonly { readonly part: SettingsPart; readonly words: string }[] = [
  { part: 'departments', words: 'Departments' },
  { part: 'widgets', words: 'Widgets' },
  { part: 'texts', words: 'Texts' },
  { part: 'operators', words: 'Operators' },
];

function Parts({ part: current }: { readonly part: SettingsPart }) {
  const { screens } = useDashboard();
  return (
    <nav class="parts" aria-label="Settings">
      {PARTS.map(({ part, words }) => (
        <a
          key={part}
          href={hashOf({ at: 'settings', part })}
          aria-current={part === current ? 'page' : undefined}
          onClick={(event) => {
            event.preventDefault();
            screens.go({ at: 'settings', part });
          }}
        >
          {words}
        </a>
      ))}
    </nav>
  );
}

interface PaneProps {
  readonly model: SettingsModel;
  readonly screen: SettingsScreen;
  readonly open: OpenForm | undefined;
}

function Pane({ model, screen, open }: PaneProps) {
  const { screens } = useDashboard();
  const state = model.state.value;
  if (state.kind === 'read' && open !== undefined) {
    switch (open.part) {
      case 'departments':
        return (
          <DepartmentForm
            key={open.id}
            model={model}
            form={open.form}
            departments={state.stored.departments}
          />
        );
      case 'widgets':
        return (
          <WidgetForm key={open.id} model={model} form={open.form} departments={state.stored.departments} />
        );
      case 'texts':
        return <TextsView key={open.id} model={model} form={open.form} languages={Object.keys(LANGUAGES)} />;
      case 'operators':
        return (
          <OperatorForm key={open.id} model={model} form={open.form} departments={state.stored.departments} />
        );
    }
  }
  if (screen.id === undefined || state.kind !== 'read') {
    return <p class="calm muted">{state.kind === 'read' ? 'Choose one at the left to change it.' : ''}</p>;
  }
  if (model.textsPlaceOf(screen) !== undefined) {
    const problem = model.unreadTexts.value;
    if (problem === undefined) return <div class="busy inset" aria-hidden="true" />;
    return (
      <div class="calm">
        <p role="alert">{problem}</p>
        <button type="button" class="btn" onClick={() => model.show(screen)}>
          Try again
        </button>
      </div>
    );
  }
  return (
    <div class="calm">
      <p>There is no such record any more.</p>
      <button type="button" class="btn" onClick={() => screens.up({ at: 'settings', part: screen.part })}>
        Back to the list
      </button>
    </div>
  );
}

function LeaveUnsaved({ model }: { readonly model: SettingsModel }) {
  const stay = (): void => {
    model.leavingFor.value = undefined;
  };
  return (
    <Modal title="Leave without saving?" onClose={stay}>
      <p>What you changed here isn’t saved yet.</p>
      <div class="buttons end">
        <button type="button" class="btn danger" onClick={() => model.leave()}>
          Leave without saving
        </button>
        <button type="button" class="btn primary" autofocus onClick={stay}>
          Go on changing
        </button>
      </div>
    </Modal>
  );
}
