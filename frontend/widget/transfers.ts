// Whether a colleague is being asked to take the patron's chat over, read off its log. Pure; times are the server's.
import type { PublicEntry } from '../../lambdas/protocol/entry.ts';

export interface Transfer {
  /** Of the entry that tells of it. */
  readonly place: number;
  /** Who has the chat until then. */
  readonly by: string;
  readonly other: string;
  readonly until: number;
  /** Nobody can take the chat before the patron has said yes. */
  readonly asks: boolean;
}

export interface Transfers {
  readonly standing: Transfer | undefined;
  /** The log with a `transferEnded` wherever the time ran out, of which the server says nothing: at half a place. */
  readonly told: readonly PublicEntry[];
}

export function transfersIn(entries: readonly PublicEntry[], now: number): Transfers {
  const told: PublicEntry[] = [];
  let standing: Transfer | undefined;
  const wait = (until: number) => {
    if (standing === undefined || standing.until >= until) return;
    const { place, by, until: at } = standing;
    const owner = { role: 'operator', name: by } as const;
    told.push({ kind: 'transferEnded', place: place + 0.5, after: place, at, by: owner });
    standing = undefined;
  };
  for (const entry of entries) {
    wait(entry.at);
    told.push(entry);
    standing = following(standing, entry);
  }
  wait(now);
  return { standing, told };
}

function following(standing: Transfer | undefined, entry: PublicEntry): Transfer | undefined {
  const name = entry.by.role === 'operator' ? entry.by.name : '';
  switch (entry.kind) {
    case 'transferOffered': {
      const { place, other, until = Infinity, asks = false } = entry;
      return { place, by: name, other, until, asks };
    }
    case 'transferAgreed':
      return standing && { ...standing, until: entry.until, asks: false };
    case 'left':
      return standing?.by === name ? undefined : standing;
    case 'transferred':
    case 'transferEnded':
    case 'ended':
      return undefined;
    default:
      return standing;
  }
}
