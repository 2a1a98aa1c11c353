/** Looks for secrets where they must not be, in the spellings in which they would get there by accident. */

export interface Canary {
  readonly name: string;
  readonly value: string;
}

export interface Place {
  readonly where: string;
  readonly text: string;
}

/** As it is, and as addresses, JSON, HTML, dumps of bytes and tokens would hold it. */
function spellingsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  // In the middle of other bytes base64 has three faces; the digits at both ends also depend on the neighbours.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  );
  const html = value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#x27;');
  const all = [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    html,
    bytes.toString('hex'),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ];
  return [...new Set(all)];
}

/** One line for each secret and place, never with the secret. `mayHold` lists what is meant to be there. */
export function findLeaks(
  places: readonly Place[],
  canaries: readonly Canary[],
  mayHold: (place: Place, canary: Canary) => boolean = () => false,
): string[] {
  return canaries.flatMap((canary) => {
    if (canary.value.length < 9) throw new Error(`${canary.name} is too short to be looked for.`);
    const spellings = spellingsOf(canary.value);
    return places.flatMap((place) => {
      const isThere = spellings.some((spelling) => place.text.includes(spelling));
      return isThere && !mayHold(place, canary) ? [`${canary.name} in ${place.where}`] : [];
    });
  });
}
