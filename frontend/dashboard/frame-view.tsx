// The frame around every screen: skip link, header, state of the connection, the screen, dialogs over it.
import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ShortcutHelp } from '../ui/shortcut-help.tsx';
import { Modal } from '../ui/modal.tsx';
import { ConnectionBar } from './connection-bar.tsx';
import { useDashboard } from './dashboard-context.ts';
import { DeskView } from './desk/desk-view.tsx';
import { NoDepartment } from './desk/no-department.tsx';
import { TurnDialog } from './follow-ups/turn-dialog.tsx';
import { frameShortcuts } from './frame-shortcuts.ts';
import { HeaderView } from './header-view.tsx';
import { NoticingSheet } from './noticing/noticing-sheet.tsx';
import { SoundBar } from './noticing/sound-bar.tsx';
import { isCoordinator } from './roles.ts';
import type { Screen } from './screen.ts';
import { SigningOffDialog } from './status/signing-off-dialog.tsx';
import { StatusBar } from './status/status-bar.tsx';

export function FrameView() {
  const { screens, session, signIn, signingOff, shortcuts, turnings } = useDashboard();
  const screen = screens.current.value;
  const helping = useSignal(false);
  const choosing = useSignal(false);
  const main = useRef<HTMLElement>(null);
  useEffect(
    () => shortcuts.add(frameShortcuts({ session, screens, help: () => (helping.value = !helping.value) })),
    [],
  );
  useFocusOnNewScreen(main, screen);
  const inChat = screen.at === 'desk' && (screen.chatId ?? screen.room) !== undefined;
  return (
    <div class={inChat ? 'frame in-chat' : 'frame'}>
      <a class="skip" href="#main" onClick={(event) => skip(event, main.current)}>
        Skip to the main part
      </a>
      <HeaderView onHelp={() => (helping.value = true)} onNoticing={() => (choosing.value = true)} />
      <ConnectionBar onGone={() => main.current?.focus()} />
      <SoundBar onGone={() => main.current?.focus()} />
      <StatusBar onGone={() => main.current?.focus()} />
      <main id="main" ref={main} tabIndex={-1} class="screen">
        <ScreenView screen={screen} />
      </main>
      {helping.value && <ShortcutHelp shortcuts={shortcuts} onClose={() => (helping.value = false)} />}
      {choosing.value && <NoticingSheet onClose={() => (choosing.value = false)} />}
      {turnings.open.value !== undefined && <TurnDialog turning={turnings.open.value} />}
      {signingOff.asked.value !== undefined && <SigningOffDialog to={signingOff.asked.value} />}
      {signIn.state.value.kind === 'ended' && session.me.value !== undefined && <SignInEnded />}
    </div>
  );
}

function ScreenView({ screen }: { readonly screen: Screen }) {
  const { session } = useDashboard();
  const me = session.me.value;
  if (me === undefined) return null;
  switch (screen.at) {
    case 'desk':
      return me.departmentIds.length === 0 ? <NoDepartment /> : <DeskView />;
    case 'transcripts':
      return session.departments.value.length === 0 ? (
        <NoDepartment />
      ) : (
        <Later
          name="Transcripts"
          load={() => import('./transcripts/transcripts-view.tsx')}
          pick="TranscriptsView"
        />
      );
    case 'canned':
      return (
        <Later name="Canned messages" load={() => import('./canned/canned-view.tsx')} pick="CannedView" />
      );
    case 'followUps':
      return isCoordinator(me) ? (
        <FollowUps />
      ) : (
        <div class="page">
          <h1>Follow-ups</h1>
          <p>Only coordinators and administrators see the follow-ups and their mails.</p>
        </div>
      );
    case 'settings':
      return isCoordinator(me) ? (
        <Later name="Settings" load={() => import('./settings/settings-view.tsx')} pick="SettingsView" />
      ) : (
        <div class="page">
          <h1>Settings</h1>
          <p>Only coordinators and administrators change the settings.</p>
        </div>
      );
    case 'help':
      return <Later name="Help" load={() => import('./help/help-view.tsx')} pick="HelpView" />;
  }
}

function FollowUps() {
  const { session } = useDashboard();
  if (session.departments.value.length === 0) return <NoDepartment />;
  return (
    <Later name="Follow-ups" load={() => import('./follow-ups/follow-ups-view.tsx')} pick="FollowUpsView" />
  );
}

interface LaterProps<Name extends string> {
  readonly name: string;
  readonly load: () => Promise<Record<Name, ComponentType>>;
  readonly pick: Name;
}

/** A screen whose code is fetched when it is first opened. */
function Later<Name extends string>({ name, load, pick }: LaterProps<Name>) {
  const [loaded, setLoaded] = useState<{ View: ComponentType } | 'failed'>();
  const fetchIt = (): void => {
    setLoaded(undefined);
    load().then(
      (module) => setLoaded({ View: module[pick] }),
      () => setLoaded('failed'),
    );
  };
  useEffect(fetchIt, [pick]);
  if (loaded === undefined) {
    return (
      <div class="page" aria-busy="true">
        <h1>{name}</h1>
        <div class="busy" aria-hidden="true" />
      </div>
    );
  }
  if (loaded !== 'failed') return <loaded.View />;
  return (
    <div class="page">
      <h1>{name}</h1>
      <p class="notice urgent">
        <span>This screen could not be loaded.</span>
        <button type="button" class="link" onClick={fetchIt}>
          Try again
        </button>
      </p>
    </div>
  );
}

function SignInEnded() {
  const { signIn } = useDashboard();
  return (
    <Modal title="Your sign-in has ended" onClose={() => undefined}>
      <p>Sign in again to go on. What you were writing is kept.</p>
      <div class="buttons end">
        <button type="button" class="btn primary" onClick={() => void signIn.begin()}>
          Sign in again
        </button>
      </div>
    </Modal>
  );
}

/** A new screen begins at its top for everybody: the focus goes there, as it would on a new page. */
function useFocusOnNewScreen(main: { readonly current: HTMLElement | null }, screen: Screen): void {
  const first = useRef(true);
  useLayoutEffect(() => {
    if (!first.current) main.current?.focus();
    first.current = false;
  }, [screen.at]);
}

function skip(event: Event, main: HTMLElement | null): void {
  event.preventDefault();
  main?.focus();
}
