/** The secret of a key pair as bytes: unpadded base64url, decoded strictly. Padding is tolerated, as the official Go client does. */
const SECRET_SHAPE = /^[A-Za-z0-9_-]+={0,2}$/;

/** Null when the text is not base64url; Node itself would silently drop the bad characters. */
export function parseSecret(text: string): Buffer | null {
  if (!SECRET_SHAPE.test(text)) return null;
  const bare = text.replace(/=+$/, '');
  if (bare.length % 4 === 1) return null;
  return Buffer.from(bare, 'base64url');
}

export function isDecodableSecret(text: string): boolean {
  return parseSecret(text) !== null;
}

const decoded = new WeakMap<object, Buffer>();

/** The decoded secret of a key pair whose secret the settings have already checked. */
export function secretOf(entity: { secretKey: string }): Buffer {
  const known = decoded.get(entity);
  if (known !== undefined) return known;
  const secret = parseSecret(entity.secretKey) ?? Buffer.alloc(0);
  decoded.set(entity, secret);
  return secret;
}
