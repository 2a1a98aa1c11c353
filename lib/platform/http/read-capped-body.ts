import 'server-only';

/** The raw bytes of a request, or null as soon as they exceed the cap: nothing larger is ever held in memory. */
export async function readCappedBody(request: Request, capBytes: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > capBytes) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > capBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
