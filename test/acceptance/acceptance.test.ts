// The acceptance suite: Carrel as patrons and operators meet it, over the wire only, on whichever target is given.
// One file, because the operators' memberships and statuses are one for everybody: sections run one after another.
import { closeAllSockets } from '../support/wire-socket.ts';
import { House } from './house.ts';
import { availabilityRules } from './availability-rules.ts';
import { cannedRules } from './canned-rules.ts';
import { chatRules } from './chat-rules.ts';
import { afterChatRules } from './after-chat-rules.ts';
import { connectionRules } from './connection-rules.ts';
import { helpingRules } from './helping-rules.ts';
import { internalRules } from './internal-rules.ts';
import { followUpRules } from './follow-up-rules.ts';
import { guidedRules } from './guided-rules.ts';
import { handingRules } from './handing-rules.ts';
import { languageRules } from './language-rules.ts';
import { messageRules } from './message-rules.ts';
import { deliveryRules } from './delivery-rules.ts';
import { privacyRules } from './privacy-rules.ts';
import { routingRules } from './routing-rules.ts';
import { settingsRules } from './settings-rules.ts';
import { signInRules } from './sign-in-rules.ts';
import { staffOnlyRules } from './staff-only-rules.ts';
import { standingRules } from './standing-rules.ts';
import { stormRules } from './storm-rules.ts';

const START_MS = 120_000;

let opened: House | undefined;
const house = (): House => {
  if (!opened) throw new Error('The target is not open.');
  return opened;
};

beforeAll(async () => {
  opened = await House.open();
}, START_MS);

afterEach(async () => {
  await closeAllSockets();
});

afterAll(async () => {
  await opened?.close();
}, START_MS);

describe('chats', () => chatRules(house));
describe('routing', () => routingRules(house));
describe('helping out', () => helpingRules(house));
describe('on and off duty', () => standingRules(house));
describe('handing over', () => handingRules(house));
describe('what stays among staff', () => staffOnlyRules(house));
describe('messages', () => messageRules(house));
describe('delivery', () => deliveryRules(house));
describe('storms', () => stormRules(house));
describe('connections', () => connectionRules(house));
describe('sign-in', () => signInRules(house));
describe('settings', () => settingsRules(house));
describe('canned messages', () => cannedRules(house));
describe('internal chat', () => internalRules(house));
describe('availability', () => availabilityRules(house));
describe('languages', () => languageRules(house));
describe('follow-ups', () => followUpRules(house));
describe('after a chat', () => afterChatRules(house));
describe('guided mode', () => guidedRules(house));
describe('privacy', () => privacyRules(house));
