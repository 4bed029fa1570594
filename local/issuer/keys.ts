// The issuer's signing key and cookie secrets, kept in a file so that a restart doesn't end sessions.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import * as v from 'valibot';

const KeysFile = v.object({
  cookieKeys: v.pipe(v.array(v.string()), v.minLength(1)),
  signingKey: v.looseObject({
    kty: v.literal('RSA'),
    kid: v.string(),
    n: v.string(),
    e: v.string(),
    d: v.string(),
  }),
});
export type IssuerKeys = v.InferOutput<typeof KeysFile>;

/** Without a file the keys live as long as the process. */
export function issuerKeys(file: string | undefined): IssuerKeys {
  if (file === undefined) return newKeys();
  const kept = existsSync(file) ? readKeys(file) : undefined;
  if (kept !== undefined) return kept;
  const keys = newKeys();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}

/** An unreadable file is replaced: all that it costs is to sign in once more. */
function readKeys(file: string): IssuerKeys | undefined {
  try {
    return v.parse(KeysFile, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function newKeys(): IssuerKeys {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signingKey = {
    ...privateKey.export({ format: 'jwk' }),
    kid: randomBytes(8).toString('hex'),
    alg: 'RS256',
    use: 'sig',
  };
  return v.parse(KeysFile, { cookieKeys: [randomBytes(32).toString('base64url')], signingKey });
}
