import { describe, expect, it } from 'vitest';
import { toLoosePattern } from './loose-pattern';

/** The patterns mean the same in JavaScript. */
const finds = (term: string, text: string) => new RegExp(toLoosePattern(term)).test(text);

describe('a text is found', () => {
  it.each([
    ['Işık', 'IŞIK'],
    ['işik', 'ışık'],
    ['İrem', 'I\u0307REM'],
    ['Weiß', 'WEISS'],
    ['weiss', 'Weiẞ'],
    ['Großstadt', 'GROSSSTADT'],
    ['Zoë', 'ZOE\u0308'],
    ['Müller', 'mu\u0308ller'],
    ['ΟΔΥΣΣΕΥΣ', 'οδυσσευς'],
    ['office', 'o\ufb03ce'],
    ['acme', 'Ａｃｍｅ'],
    ['ada byron', 'ADA \u00a0 BYRON'],
    ['a.b+c@x.example', 'A.B+C@X.EXAMPLE'],
    ['(a|b)[c]{2}^$*?\\-', '(A|B)[C]{2}^$*?\\-'],
    ['吉野家', '吉野家'],
  ])('%s in %s', (term, text) => expect(finds(term, `Hello ${text}!`)).toBe(true));
});

it.each([
  ['a.b@x.example', 'aXb@x.example'],
  ['Müller', 'Muller'],
  ['a-c', 'abc'],
  ['ada byron', 'adabyron'],
])('%s is not found in %s', (term, text) => expect(finds(term, text)).toBe(false));
