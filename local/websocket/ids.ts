// Ids in API Gateway's form, such as `L0SM9cOFvHcCIhw=`: in a path they must be encoded.
import { randomBytes } from 'node:crypto';

const FORM = /^[\w-]{15}=$/;

/** For connections, requests and messages alike. */
export function newGatewayId(): string {
  return `${randomBytes(11).toString('base64url')}=`;
}

export function isGatewayId(text: string): boolean {
  return FORM.test(text);
}
