// The dashboard's first script: reads the configuration, then signs in and draws.
import { render } from 'preact';
import { browserSurroundings } from '../connection/browser-surroundings.ts';
import { heartbeatWorker } from '../connection/heartbeat.ts';
import { AppView } from './app-view.tsx';
import { readConfig } from './config.ts';
import { Dashboard } from './dashboard.ts';
import { DashboardContext } from './dashboard-context.ts';
import { FullPage } from './full-page.tsx';
import './main.css';

function Root({ dashboard }: { readonly dashboard: Dashboard }) {
  return (
    <DashboardContext.Provider value={dashboard}>
      <AppView />
    </DashboardContext.Provider>
  );
}

async function start(root: HTMLElement, announcements: HTMLElement): Promise<void> {
  const read = await readConfig(fetch.bind(globalThis));
  if (read.outcome !== 'read') {
    const text =
      read.outcome === 'wrong'
        ? read.problem
        : 'Its settings could not be loaded. Check the network, then try again.';
    render(
      <FullPage title="The desk can’t open">
        <p>{text}</p>
        <button type="button" class="btn primary" onClick={() => location.reload()}>
          Try again
        </button>
      </FullPage>,
      root,
    );
    return;
  }
  const dashboard = new Dashboard(read.config, browserSurroundings(heartbeatWorker), announcements);
  render(<Root dashboard={dashboard} />, root);
  await dashboard.start();
}

const root = document.getElementById('dashboard');
const announcements = document.getElementById('announcements');
if (root !== null && announcements !== null) void start(root, announcements);
