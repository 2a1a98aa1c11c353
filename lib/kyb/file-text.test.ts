import { describe, expect, it } from 'vitest';
import { detectDelimiter, detectEncoding, fileKindText } from './file-text';

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

  it('is judged by all of it: a letter across two pieces, or one wrong byte far behind', () => {
    expect(detectEncoding(bytes(`${'x'.repeat(65_535)}ë`))).toEqual({ encoding: 'utf-8' });
    expect(detectEncoding(Buffer.concat([bytes('x'.repeat(200_000)), Buffer.from([0xeb])]))).toEqual({
      encoding: 'windows-1252',
    });
  });
});

describe('the delimiter of a file', () => {
  it.each([
    ['a,b,c\n1,2,3\n', ','],
    ['a;b;c\n1;2,5;3\n', ';'],
    ['a\tb\n1, 2\t3; 4\n', '\t'],
    ['"a;x";"b;y"\r\n"1,2";3\r\n', ';'],
    ['name;note\n"a","b"\n1;2\n3;4\n', ';'],
    ['sep=;\r\na,b;c,d\r\n', ';'],
    ['one column\nonly\n', ','],
    ['', ','],
  ])('%j', (text, delimiter) => {
    expect(detectDelimiter(text)).toBe(delimiter);
  });

  it('is told in words', () => {
    expect(fileKindText({ encoding: 'windows-1252', delimiter: ';' })).toBe('Windows-1252, separated by semicolons');
  });
});
