// Where everything of a running Carrel is found, worked out from the ports alone.
import { type SignInSettings, signInSettings } from './issuer/issuer.ts';
import { HOST, type Ports } from './ports.ts';

export type Addresses = {
  readonly demo: string;
  readonly dashboard: string;
  readonly widget: string;
  readonly socket: string;
  readonly management: string;
  readonly mailbox: string;
  readonly storage: string;
  readonly signIn: SignInSettings;
};

/** The stage's name is the stacks' own; it is in every address of the API. */
export const STAGE = 'live';

/** Origins, without a slash at the end. */
export function addressesOf(ports: Ports): Addresses {
  const at = (port: number): string => `http://${HOST}:${port}`;
  return {
    demo: at(ports.demo),
    dashboard: at(ports.dashboard),
    widget: at(ports.widget),
    socket: `ws://${HOST}:${ports.socket}/${STAGE}`,
    management: `${at(ports.socket)}/${STAGE}`,
    mailbox: at(ports.mailbox),
    storage: at(ports.storage),
    signIn: signInSettings(ports.issuer),
  };
}
