// What `npm start` prints when everything runs: a block for people, or a line of JSON for programs.
import { AVAILABILITY_FILE } from '../lambdas/protocol/availability.ts';
import type { RunningCarrel } from './carrel.ts';

export function forPeople(carrel: RunningCarrel, seconds: number, folder: string | undefined): string {
  const { demo, dashboard, mailbox } = carrel.addresses;
  const places = [
    ['Demo library', `${demo}/`],
    ['Its catalogue', `${demo}/catalogue`],
    ['Dashboard', `${dashboard}/`],
    ['Mailbox', `${mailbox}/`],
  ];
  const people = carrel.people
    .filter(({ role }) => role !== 'none')
    .map(({ name, role, email, password }) => [name, role, email, password]);
  const kept =
    folder === undefined
      ? 'Nothing is kept when it stops.'
      : `Data is kept in ${folder}; "npm start -- --fresh" begins anew.`;
  return [
    '',
    `Carrel is ready (${seconds.toFixed(1)} s)`,
    '',
    ...columns(places),
    '',
    'Sign in to the dashboard as (a second person at once: in a private window)',
    '',
    ...columns(people),
    '',
    `${kept} Ctrl-C stops.`,
    ...exposure(carrel),
    '',
  ].join('\n');
}

/** Amazon's engine can't be told to listen on loopback alone. */
function exposure({ engine }: RunningCarrel): string[] {
  if (engine.kind !== 'dynamodb-local') return [];
  return [`Note: Amazon's DynamoDB Local at ${engine.endpoint} can be reached from other machines too.`];
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')}`.trimEnd(),
  );
}

export function forPrograms(carrel: RunningCarrel): string {
  const { addresses, people, engine, model } = carrel;
  return JSON.stringify({
    socket: addresses.socket,
    management: addresses.management,
    demo: `${addresses.demo}/`,
    dashboard: `${addresses.dashboard}/`,
    widget: addresses.widget,
    availability: `${addresses.widget}/${AVAILABILITY_FILE}`,
    mailbox: addresses.mailbox,
    signIn: { ...addresses.signIn, redirectUri: `${addresses.dashboard}/`, scope: 'openid profile email' },
    people: people.map(({ name, email, password, role }) => ({ name, username: email, password, role })),
    engine: { kind: engine.kind, endpoint: engine.endpoint },
    region: model.region,
    tables: model.tables.map(({ name }) => name),
  });
}
