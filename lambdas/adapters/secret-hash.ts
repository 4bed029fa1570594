// Resume tokens are stored as their SHA-256 only: whoever reads the table can't resume a chat.
import { createHash } from 'node:crypto';

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
