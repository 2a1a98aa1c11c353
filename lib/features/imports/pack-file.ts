/** Files as the database stores them: compressed, as text. */
import 'server-only';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

export async function pack(bytes: Uint8Array): Promise<string> {
  return (await promisify(gzip)(bytes)).toString('base64');
}

export function unpack(content: string): Promise<Buffer> {
  return promisify(gunzip)(Buffer.from(content, 'base64'));
}
