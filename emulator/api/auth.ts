/**
 * Who is calling: Bearer access key or a verified signature. A wrong signature is explained by trying the usual mistakes,
 * because "401" alone costs an integrator hours; the real service is not known to be that helpful.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AuthVerdict, Entity } from '../model';
import type { Settings } from '../settings-schema';
import { secretOf } from './secret';
import { parseTimestamp, type SignedRequest, toSignature, toStringToSign, toTimestamp } from './signing';

const SCHEME = 'OneMoney-HMAC-SHA256';

export interface Credentials {
  authorization: string | undefined;
  date: string | undefined;
  method: string;
  path: string;
  query: string;
  body: Buffer;
}

export type AuthResult =
  | { entity: Entity; verdict: AuthVerdict }
  | { entity: null; verdict: AuthVerdict; detail: string };

export function authenticate(request: Credentials, settings: Settings, now: number): AuthResult {
  const header = request.authorization;
  if (header === undefined || header === '') {
    return refuse(
      'missing',
      `Authorization header is missing: send "Bearer <access key>" or "${SCHEME} <access key>:<timestamp>:<signature>"`,
    );
  }
  const space = header.indexOf(' ');
  const scheme = space === -1 ? header : header.slice(0, space);
  const value = space === -1 ? '' : header.slice(space + 1).trim();
  if (scheme.toLowerCase() === 'bearer') {
    if (settings.authSchemes === 'hmac')
      return refuse('scheme_refused', `Bearer is switched off here: sign with ${SCHEME}`);
    const entity = settings.entities.find((candidate) => candidate.accessKey === value);
    return entity ? { entity, verdict: 'bearer' } : refuse('unknown_key', 'Unknown access key');
  }
  if (scheme === SCHEME) {
    if (settings.authSchemes === 'bearer')
      return refuse('scheme_refused', `${SCHEME} is switched off here: use Bearer`);
    return verifySignature(request, value, settings, now);
  }
  return refuse('malformed', `Unknown authorization scheme: use Bearer or ${SCHEME}`);
}

function verifySignature(request: Credentials, value: string, settings: Settings, now: number): AuthResult {
  const parts = value.split(':');
  const [accessKey, timestamp, signature] = parts;
  if (parts.length !== 3 || !accessKey || !timestamp || !signature) {
    return refuse('malformed', `Authorization must read "${SCHEME} <access key>:<timestamp>:<signature>"`);
  }
  const signedAt = parseTimestamp(timestamp);
  if (signedAt === null) return refuse('malformed', 'Timestamp must be UTC in the form YYYYMMDDTHHMMSSZ');
  if (request.date !== timestamp) {
    return refuse('date_mismatch', 'X-OM-Date must be present and equal to the timestamp in Authorization');
  }
  const entity = settings.entities.find((candidate) => candidate.accessKey === accessKey);
  if (entity === undefined) return refuse('unknown_key', 'Unknown access key');
  if (Math.abs(now - signedAt) > settings.signatureWindowSeconds * 1000) {
    const window = `${settings.signatureWindowSeconds} s`;
    return refuse(
      'skewed_clock',
      `Timestamp ${timestamp} is more than ${window} away from server time ${toTimestamp(now)}`,
    );
  }
  const signed: SignedRequest = {
    accessKey,
    timestamp,
    method: request.method,
    path: request.path,
    body: request.body,
  };
  if (isSignedWith(signed, entity, signature)) return { entity, verdict: 'hmac' };
  // Whether a percent-encoded path is signed raw or decoded is unknown upstream, so both pass.
  const decodedPath = decodePath(request.path);
  if (decodedPath !== null && isSignedWith({ ...signed, path: decodedPath }, entity, signature))
    return { entity, verdict: 'hmac' };
  return refuse('bad_signature', `Signature does not match${explain(signed, request, entity, signature)}`);
}

function isSignedWith(signed: SignedRequest, entity: Entity, signature: string): boolean {
  const expected = Buffer.from(toSignature(signed, secretOf(entity)));
  const given = Buffer.from(signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** Null when decoding changes nothing or is impossible. */
function decodePath(path: string): string | null {
  if (!path.includes('%')) return null;
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** Names the mistake if one of the known ones explains the signature. */
function explain(signed: SignedRequest, request: Credentials, entity: Entity, signature: string): string {
  const undecoded = createHmac('sha256', entity.secretKey).update(toStringToSign(signed)).digest('hex');
  const mistakes: [string, boolean][] = [
    ['the secret was used as text; decode it from base64url first', undecoded === signature],
    ['the signature must be lower-case hex', isSignedWith(signed, entity, signature.toLowerCase())],
    [
      'the query was signed; sign the path only',
      isSignedWith({ ...signed, path: `${request.path}?${request.query}` }, entity, signature),
    ],
    [
      'the body hash is that of an empty body; hash the bytes you send',
      isSignedWith({ ...signed, body: Buffer.alloc(0) }, entity, signature),
    ],
    [
      'the body hash is that of {}; hash the bytes you send',
      isSignedWith({ ...signed, body: Buffer.from('{}') }, entity, signature),
    ],
    [
      'the path was signed without its leading part',
      isSignedWith({ ...signed, path: request.path.replace(/^\/v1/, '') }, entity, signature),
    ],
  ];
  const found = mistakes.find(([, isIt]) => isIt);
  return found ? `: ${found[0]}` : ': check the secret, the exact body bytes and the five lines of the string to sign';
}

function refuse(verdict: AuthVerdict, detail: string): AuthResult {
  return { entity: null, verdict, detail };
}
