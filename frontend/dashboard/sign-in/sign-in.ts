// The operator's sign-in over its whole life: begun, completed, kept over reloads, renewed in time, ended.
import { type ReadonlySignal, signal } from '@preact/signals';
import * as v from 'valibot';
import { attempt, type Issuer, type TokenOutcome, type Tokens, tokens } from './issuer.ts';

export type SignInState =
  /** Asking the issuer, or on the way to it. */
  | { readonly kind: 'signingIn' }
  | { readonly kind: 'signedIn'; readonly tokens: Tokens }
  /** By the operator's own wish. */
  | { readonly kind: 'signedOut' }
  /** It could not be renewed; whatever was open stays until the operator signs in again. */
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly message: string };

/** Renewed this long (ms) before the access token ends, or at half of its life if that is shorter. */
const RENEW_BEFORE_MS = 120_000;
/** Tried again this long (ms) after the issuer could not be reached. */
const TRY_AGAIN_MS = 10_000;

const KEPT = 'carrel.signIn';
const ATTEMPT = 'carrel.signInAttempt';
/** Left behind on the way out, so that the return from there doesn't sign in again by itself. */
const SIGNED_OUT = 'carrel.signedOut';

export interface SignInProps {
  readonly issuer: Pick<Issuer, 'begin' | 'complete' | 'renew' | 'wayOut'>;
  /** Kept for this tab only, so that a shared computer forgets it with the tab. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** This page's address, and how to leave it. */
  readonly page: {
    readonly address: () => URL;
    readonly leaveFor: (address: URL) => void;
    /** Shows another address of ours without loading it. */
    readonly show: (address: URL) => void;
  };
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
}

export class SignIn {
  readonly #props: SignInProps;
  readonly #state = signal<SignInState>({ kind: 'signingIn' });
  #cancelRenewal = (): void => {};
  #renewing: Promise<Tokens | undefined> | undefined;

  constructor(props: SignInProps) {
    this.#props = props;
  }

  get state(): ReadonlySignal<SignInState> {
    return this.#state;
  }

  /** Completes a sign-in, goes on with a kept one, or leaves for the issuer. */
  async start(): Promise<void> {
    const address = this.#props.page.address();
    const isReturn = address.searchParams.has('code') || address.searchParams.has('error');
    if (isReturn && address.searchParams.has('state')) {
      await this.#complete(address);
      return;
    }
    const kept = this.#read(KEPT, tokens);
    if (kept === undefined && this.#props.storage.getItem(SIGNED_OUT) !== null) {
      this.#props.storage.removeItem(SIGNED_OUT);
      this.#set({ kind: 'signedOut' });
      return;
    }
    if (kept === undefined) {
      await this.begin();
      return;
    }
    if (kept.expiresAt - this.#props.now() > 0) this.#accept(kept);
    else await this.#renewKept(kept);
  }

  /** Leaves for the issuer's page. */
  async begin(): Promise<void> {
    this.#set({ kind: 'signingIn' });
    try {
      const { address, attempt: begun } = await this.#props.issuer.begin(this.#props.page.address().hash);
      this.#props.storage.setItem(ATTEMPT, JSON.stringify(begun));
      this.#props.page.leaveFor(address);
    } catch {
      this.#set({ kind: 'failed', message: 'The sign-in service can’t be reached.' });
    }
  }

  /** Tokens that are good for now: renewed first where they have ended. Undefined when the sign-in has ended. */
  async current(): Promise<Tokens | undefined> {
    const state = this.#state.value;
    if (state.kind !== 'signedIn') return undefined;
    if (state.tokens.expiresAt > this.#props.now()) return state.tokens;
    return this.renew();
  }

  /**
   * Gets newer tokens; one request at a time. Undefined when there are none: the state tells whether the
   * sign-in has ended or the issuer could just not be reached.
   */
  renew(): Promise<Tokens | undefined> {
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async signOut(): Promise<void> {
    const state = this.#state.value;
    const idToken = state.kind === 'signedIn' ? state.tokens.idToken : undefined;
    this.#forget();
    this.#set({ kind: 'signedOut' });
    const address = await this.#props.issuer.wayOut(idToken).catch(() => undefined);
    if (address !== undefined) {
      this.#props.storage.setItem(SIGNED_OUT, 'yes');
      this.#props.page.leaveFor(address);
    }
  }

  /** The server takes these tokens for ended or wrong. */
  end(): void {
    this.#forget();
    this.#set({ kind: 'ended' });
  }

  dispose(): void {
    this.#cancelRenewal();
  }

  async #complete(address: URL): Promise<void> {
    const begun = this.#read(ATTEMPT, attempt);
    this.#props.storage.removeItem(ATTEMPT);
    const clean = new URL(address.pathname, address);
    clean.hash = begun?.screen ?? '';
    this.#props.page.show(clean);
    if (begun === undefined) {
      // A reload of the return address, or a link that was kept: nothing to complete, so begin anew.
      await this.begin();
      return;
    }
    const result = await this.#props.issuer.complete(address, begun);
    if (result.outcome === 'tokens') this.#accept(result.tokens);
    else this.#set({ kind: 'failed', message: failure(result) });
  }

  async #renewKept(kept: Tokens): Promise<void> {
    const result = await this.#props.issuer.renew(kept);
    if (result.outcome === 'tokens') this.#accept(result.tokens);
    else if (result.outcome === 'refused') {
      this.#forget();
      await this.begin();
    } else this.#set({ kind: 'failed', message: failure(result) });
  }

  async #renew(): Promise<Tokens | undefined> {
    const state = this.#state.value;
    if (state.kind !== 'signedIn') return undefined;
    const result = await this.#props.issuer.renew(state.tokens);
    if (this.#state.value.kind !== 'signedIn') return undefined;
    if (result.outcome === 'tokens') {
      this.#accept(result.tokens);
      return result.tokens;
    }
    if (result.outcome === 'refused') this.end();
    else this.#renewIn(TRY_AGAIN_MS);
    return undefined;
  }

  #accept(accepted: Tokens): void {
    this.#props.storage.setItem(KEPT, JSON.stringify(accepted));
    this.#set({ kind: 'signedIn', tokens: accepted });
    const left = accepted.expiresAt - this.#props.now();
    if (accepted.refreshToken !== undefined) this.#renewIn(left - Math.min(RENEW_BEFORE_MS, left / 2));
  }

  #renewIn(ms: number): void {
    this.#cancelRenewal();
    this.#cancelRenewal = this.#props.after(Math.max(ms, 1_000), () => void this.renew());
  }

  #forget(): void {
    this.#cancelRenewal();
    this.#props.storage.removeItem(KEPT);
  }

  #read<Schema extends v.GenericSchema>(key: string, schema: Schema): v.InferOutput<Schema> | undefined {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), this.#props.storage.getItem(key));
    return parsed.success ? parsed.output : undefined;
  }

  #set(state: SignInState): void {
    this.#state.value = state;
  }
}

const failure = (result: Exclude<TokenOutcome, { outcome: 'tokens' }>): string =>
  result.outcome === 'refused' ? result.message : 'The sign-in service can’t be reached.';
