// The sign-in as a browser has it: at the library's issuer, on this page, kept for this tab.
import type { Surroundings } from '../../connection/surroundings.ts';
import type { DashboardConfig } from '../config.ts';
import { Issuer } from './issuer.ts';
import { SignIn, type SignInProps } from './sign-in.ts';

export const browserSignIn = (
  config: DashboardConfig,
  storage: SignInProps['storage'],
  { now, after }: Surroundings,
): SignIn =>
  new SignIn({
    issuer: new Issuer({ ...config.signIn, redirectUri: `${location.origin}/` }),
    storage,
    page: {
      address: () => new URL(location.href),
      leaveFor: (address) => location.assign(address),
      show: (address) => history.replaceState(null, '', address),
    },
    now,
    after,
  });
