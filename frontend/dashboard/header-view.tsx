// The header: the service's name, the screens, the operator's status, and who is signed in.
import { Icon } from '../ui/icon.tsx';
import { Popup } from '../ui/popup.tsx';
import { useDashboard } from './dashboard-context.ts';
import { isCoordinator, rolesInWords } from './roles.ts';
import { hashOf, type Screen } from './screen.ts';
import { StatusMenu } from './status/status-menu.tsx';

interface HeaderProps {
  /** Opens the help on shortcuts. */
  readonly onHelp: () => void;
  /** Opens the sheet on sounds and notifications. */
  readonly onNoticing: () => void;
}

export function HeaderView({ onHelp, onNoticing }: HeaderProps) {
  const { config, session, failedMails } = useDashboard();
  const me = session.me.value;
  return (
    <header class="header">
      <div class="row name">
        <Icon name="carrel" />
        <b class="clip">{config.serviceName}</b>
      </div>
      <nav aria-label="Screens">
        <NavLink screen={{ at: 'desk' }} words="Desk" />
        <NavLink screen={{ at: 'transcripts' }} words="Transcripts" />
        <NavLink screen={{ at: 'canned' }} words="Canned" rest=" messages" />
        {me !== undefined && isCoordinator(me) && (
          <>
            <NavLink screen={{ at: 'followUps' }} words="Follow-ups" failed={failedMails.total.value} />
            <NavLink screen={{ at: 'settings', part: 'departments' }} words="Settings" />
          </>
        )}
      </nav>
      <span class="grow" />
      <StatusMenu />
      <PersonMenu onHelp={onHelp} onNoticing={onNoticing} />
    </header>
  );
}

interface NavLinkProps {
  readonly screen: Screen;
  readonly words: string;
  /** What follows, where there is room for it. */
  readonly rest?: string;
  /** So many things on that screen have failed. */
  readonly failed?: number;
}

function NavLink({ screen, words, rest, failed = 0 }: NavLinkProps) {
  const { screens } = useDashboard();
  const isHere = screens.current.value.at === screen.at;
  return (
    <a
      href={hashOf(screen)}
      aria-current={isHere ? 'page' : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        screens.go(screen);
      }}
    >
      {words}
      {rest !== undefined && <span class="rest">{rest}</span>}
      {failed > 0 && (
        <>
          {' '}
          <span class="badge urgent">
            {failed} <span class="only-heard">failed</span>
          </span>
        </>
      )}
    </a>
  );
}

function PersonMenu({ onHelp, onNoticing }: HeaderProps) {
  const { screens, session, signingOff } = useDashboard();
  const me = session.me.value;
  if (me === undefined) return null;
  return (
    <Popup
      button={<Icon name="person" />}
      label={`${me.name}, your account and alerts`}
      buttonClass="btn quiet square"
      title="Your account and alerts"
    >
      {(close) => (
        <div class="person">
          <div class="about">
            <b>{me.name}</b>
            <span class="muted">{me.email}</span>
            <span class="muted">{rolesInWords(me.roles)}</span>
          </div>
          <hr />
          <button
            type="button"
            class="btn quiet"
            onClick={() => {
              close();
              onNoticing();
            }}
          >
            Sounds and notifications…
          </button>
          <button
            type="button"
            class="btn quiet"
            onClick={() => {
              close();
              screens.go({ at: 'help' });
            }}
          >
            How a chat goes
          </button>
          <button
            type="button"
            class="btn quiet"
            onClick={() => {
              close();
              onHelp();
            }}
          >
            Keyboard shortcuts
          </button>
          <button
            type="button"
            class="btn quiet"
            onClick={() => {
              close();
              signingOff.wish('signOut');
            }}
          >
            Sign out
          </button>
        </div>
      )}
    </Popup>
  );
}
