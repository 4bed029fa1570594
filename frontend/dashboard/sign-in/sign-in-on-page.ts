// Signing in from this page: the browser's address and history, and its storage.
import type { Surroundings } from '../../connection/surroundings.ts';
import type { DashboardConfig } from '../config.ts';
import { Issuer } from './issuer.ts';
import { SignIn, type SignInProps } from './sign-in.ts';

export const signInOnPage = (
  signIn: DashboardConfig['signIn'],
  storage: SignInProps['storage'],
  { now, after }: Surroundings,
): SignIn =>
  new SignIn({
    issuer: new Issuer({ ...signIn, redirectUri: `${location.origin}/` }),
    storage,
    page: {
      address: () => new URL(location.href),
      leaveFor: (address) => location.assign(address),
      show: (address) => history.replaceState(null, '', address),
    },
    now,
    after,
  });
