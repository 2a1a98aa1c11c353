import 'server-only';
import { createHash } from 'node:crypto';

/**
 * The id under which a form's request is committed. The same form with the same content always has the same id, so a
 * double click or a request sent again after a lost answer is found by the database's unique index. A browser that goes
 * back restores the form's own id too: with other content it must be another request.
 */
export function toIntentId(formId: string, content: readonly (string | null)[]): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([formId, ...content]))
    .digest();
  // A UUID of version 8 (RFC 9562, section 5.8), because ids of notes are UUIDs.
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x80, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  return digest.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
