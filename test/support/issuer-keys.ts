// An issuer for tests: a key pair, tokens signed with it, and its keys served over http on loopback.
import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Server } from 'node:http';
import { createServer } from 'node:http';

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

export class IssuerKeys {
  readonly issuer = 'https://issuer.example';
  requests = 0;
  /** What the issuer answers instead of its keys. */
  status = 200;
  readonly #pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly #server: Server;

  constructor() {
    const keys = [
      { ...this.#pair.publicKey.export({ format: 'jwk' }), kid: 'key-1', alg: 'RS256', use: 'sig' },
    ];
    this.#server = createServer((_, response) => {
      this.requests += 1;
      response.writeHead(this.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ keys }));
    });
  }

  /** Where the keys are. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    if (typeof address !== 'object' || address === null) throw new Error('no port');
    return `http://127.0.0.1:${address.port}/jwks`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  /** A token with these claims; `key` and `header` make it a forged one. */
  sign(
    claims: object,
    { key = this.#pair.privateKey, header = {} }: { key?: KeyObject; header?: object } = {},
  ) {
    const content = `${encoded({ alg: 'RS256', kid: 'key-1', typ: 'JWT', ...header })}.${encoded(claims)}`;
    return `${content}.${createSign('RSA-SHA256').update(content).sign(key, 'base64url')}`;
  }

  unsigned(claims: object, alg: string): string {
    return `${encoded({ alg, kid: 'key-1', typ: 'JWT' })}.${encoded(claims)}.`;
  }

  /** Signed with the public key as if it were a shared secret, as a verifier that trusts `alg` would accept. */
  confused(claims: object): string {
    const content = `${encoded({ alg: 'HS256', kid: 'key-1', typ: 'JWT' })}.${encoded(claims)}`;
    const secret = this.#pair.publicKey.export({ format: 'pem', type: 'spki' });
    return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
  }
}
