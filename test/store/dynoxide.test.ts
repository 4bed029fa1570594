// The stores' contract on dynoxide, the engine that comes with the packages on Linux.
import { storeContract } from './contract.ts';

describe('on dynoxide', () => storeContract('dynoxide'));
