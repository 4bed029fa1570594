// The floor's template, as small as one can be: a table, a function, a WebSocket API with three routes to it.
import { fileURLToPath } from 'node:url';
import { buildHandler } from '../lib/handler-build.ts';
import { HOST } from '../local/ports.ts';
import type { ServiceModel } from './stand.ts';

const STACK = 'Floor';
const FUNCTION = 'floor';
const TABLE = 'floor';
const STAGE = 'live';

/** Builds the handler into `folder` with the flags of the real ones. */
export function floorModel(folder: string, socketPort: number): ServiceModel {
  buildHandler(fileURLToPath(new URL('./floor-handler.ts', import.meta.url)), folder);
  const environment = { TABLE_NAME: TABLE, MANAGEMENT_ENDPOINT: `http://${HOST}:${socketPort}/${STAGE}` };
  const region = 'us-east-1';
  return {
    region,
    tables: [
      {
        stack: STACK,
        logicalId: 'Table',
        name: TABLE,
        key: { partition: { name: 'pk', type: 'S' }, sort: { name: 'sk', type: 'S' } },
        indexes: [],
      },
    ],
    functions: [
      {
        stack: STACK,
        logicalId: 'Function',
        name: FUNCTION,
        arn: `arn:aws:lambda:${region}:000000000000:function:${FUNCTION}`,
        folder,
        handler: 'index.handler',
        runtime: 'nodejs24.x',
        environment,
        timeoutSeconds: 15,
        memoryMegabytes: 1024,
      },
    ],
    socketApis: [
      {
        stack: STACK,
        logicalId: 'Api',
        id: 'floor00000',
        name: 'Floor',
        region,
        routeSelectionExpression: '$request.body.action',
        stage: { name: STAGE },
        routes: ['$connect', '$disconnect', '$default'].map((key) => ({ key, functionName: FUNCTION })),
      },
    ],
  };
}
