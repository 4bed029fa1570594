// One of the measured services as a process of its own: `tsx bench/host.ts relay|floor|carrel ENGINE`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../local/ports.ts';
import { Stops } from '../local/stops.ts';
import { startCarrelStand } from './carrel-stand.ts';
import { floorModel } from './floor-model.ts';
import { startRelay } from './relay.ts';
import { startStand } from './stand.ts';

const stops = new Stops();

/** Starts the service; what it gives is printed for the driver. */
async function start(kind: string | undefined, engine: string): Promise<object> {
  switch (kind) {
    case 'relay': {
      const { socket } = await stops.start('the relay', startRelay);
      return { socket };
    }
    case 'floor': {
      const folder = mkdtempSync(join(tmpdir(), 'carrel-floor-'));
      stops.add('the bundle', () => rmSync(folder, { recursive: true, force: true }));
      const socketPort = await freePort();
      const model = floorModel(folder, socketPort);
      const { socket } = await stops.start('the floor', () => startStand({ model, socketPort, engine }));
      return { socket };
    }
    case 'carrel': {
      const { socket, operators } = await stops.start('Carrel', () =>
        startCarrelStand(async () => ({ engine })),
      );
      return { socket, operators };
    }
    default:
      throw new Error(`There is no service "${kind}": relay, floor or carrel.`);
  }
}

// Ended by the driver, also when that is gone: then its end of standard input closes.
const end = (): void => {
  void stops.stop().finally(() => process.exit(0));
};
process.once('SIGTERM', end);
process.stdin.once('end', end).resume();

const [, , kind, engine = ''] = process.argv;
console.log(JSON.stringify(await start(kind, engine)));
