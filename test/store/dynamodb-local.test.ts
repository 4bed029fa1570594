// The stores' contract on Amazon's own DynamoDB Local: where Java is there, and in CI always.
import { spawnSync } from 'node:child_process';
import { storeContract } from './contract.ts';

const hasJava = spawnSync('java', ['-version'], { timeout: 10_000 }).status === 0;
const isWanted = hasJava || process.env['CI'] === 'true';

(isWanted ? describe : describe.skip)("on Amazon's DynamoDB Local", () => storeContract('dynamodb-local'));
