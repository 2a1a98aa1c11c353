import { describe, expect, it } from 'vitest';
import { detectEncoding } from './file-text.rules';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);

describe('the encoding of a file', () => {
  it.each([
    ['UTF-8', bytes('Zoë;李'), { encoding: 'utf-8' }],
    ['UTF-8 with its mark', bytes('\uFEFFZoë'), { encoding: 'utf-8' }],
    ['plain ASCII', bytes('a,b'), { encoding: 'utf-8' }],
    [
      'UTF-16 of Windows',
      Buffer.concat([Buffer.from([0xff, 0xfe]), bytes('Zoë', 'utf16le')]),
      { encoding: 'utf-16le' },
    ],
    ['UTF-16 the other way round', Buffer.from([0xfe, 0xff, 0, 0x41]), { encoding: 'utf-16be' }],
    ['what Windows wrote', bytes('Zoë Müller', 'latin1'), { encoding: 'windows-1252' }],
    ['a workbook', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), { notText: 'workbook' }],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), { notText: 'workbook' }],
    ['a picture', Buffer.from([0x89, 0x50, 0, 0]), { notText: 'binary' }],
  ])('%s', (_, file, kind) => {
    expect(detectEncoding(file)).toEqual(kind);
  });

  it.each([
    ['one damaged letter among others', Buffer.concat([bytes('Zoë,Müller,Jos'), Buffer.from([0xe9])]), 'utf-8'],
    ['a mark and nothing else that is right', Buffer.concat([bytes('\uFEFFJos'), Buffer.from([0xe9])]), 'utf-8'],
    ['a letter cut off at the end', bytes('Zoë Müllerë').subarray(0, -1), 'utf-8'],
    ['more damage than letters', Buffer.concat([bytes('ë'), Buffer.from([0xe9, 0x20, 0xfc])]), 'windows-1252'],
    ['what only looks like UTF-8', Buffer.from([0xc0, 0xaf, 0xed, 0xa0, 0x80, 0xf5, 0x80]), 'windows-1252'],
    ['typographic marks of Windows', Buffer.from([0x93, 0x41, 0x94]), 'windows-1252'],
  ])('does not hang on one byte: %s', (_, file, encoding) => {
    expect(detectEncoding(file)).toEqual({ encoding });
  });

  it('is checked by all of it: a letter across two pieces, or one far behind', () => {
    expect(detectEncoding(bytes(`${'x'.repeat(65_535)}ë`))).toEqual({ encoding: 'utf-8' });
    expect(detectEncoding(Buffer.concat([bytes('x'.repeat(200_000)), Buffer.from([0xeb])]))).toEqual({
      encoding: 'windows-1252',
    });
  });

  it('of UTF-32 is none that can be read', () => {
    expect(detectEncoding(Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]))).toEqual({ notText: 'binary' });
  });
});
