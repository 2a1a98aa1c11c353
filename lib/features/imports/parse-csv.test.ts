import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowCounter } from './count-rows.rules';
import { areLinesWrapped, type FileFormat } from './file-layout.rules';
import { type CsvRecord, CsvRefused, openCsv } from './parse-csv';

async function read(file: string | Uint8Array): Promise<CsvRecord[]> {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  const records: CsvRecord[] = [];
  for await (const record of openCsv(bytes).records()) records.push(record);
  return records;
}

const cellsOf = async (file: string | Uint8Array) => (await read(file)).map(({ cells }) => cells);

describe('a file of rows', () => {
  it('is numbered like a spreadsheet: empty lines count and are left out', async () => {
    expect(await read('a,b\r\n\r\n , \r\n1,2')).toEqual([
      { number: 1, cells: ['a', 'b'] },
      { number: 4, cells: ['1', '2'] },
    ]);
  });

  it('keeps quotes, delimiters and line breaks inside cells', async () => {
    expect(await cellsOf('a;b\n"x;""y""\nz";2\n')).toEqual([
      ['a', 'b'],
      ['x;"y"\nz', '2'],
    ]);
  });

  it('bears stray quotes and rows of other lengths', async () => {
    expect(await cellsOf('a,b\n5" screen,1\n1\n1,2,3\n')).toEqual([
      ['a', 'b'],
      ['5" screen', '1'],
      ['1'],
      ['1', '2', '3'],
    ]);
  });

  it('is read in what it was written in, its mark is no part of the first cell', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('E-mail\tX\nö\t李\n', 'utf16le')]);
    expect(await cellsOf(utf16)).toEqual([
      ['E-mail', 'X'],
      ['ö', '李'],
    ]);
    expect(await cellsOf('\uFEFFE-mail,X\n')).toEqual([['E-mail', 'X']]);
    expect(await cellsOf(Buffer.from([0x80, 0x2c, 0xeb]))).toEqual([['€', 'ë']]);
  });

  it.each(['sep=;\r\na;b\r\n', '\uFEFFsep=;\ra;b', '\uFEFF"sep=;"\r\na;b', '"sep=;";\na;b'])(
    'may state its delimiter in a line of its own, which is not counted: %j',
    async (file) => {
      expect(await read(file)).toEqual([{ number: 1, cells: ['a', 'b'] }]);
    },
  );

  it('may have all of each line in quotation marks', async () => {
    expect(await read('"a;b"\r\n\r\n"1;""x; y"""\r\n"3;4"')).toEqual([
      { number: 1, cells: ['a', 'b'] },
      { number: 3, cells: ['1', 'x; y'] },
      { number: 4, cells: ['3', '4'] },
    ]);
    const long = ['"a;b"', ...Array.from({ length: 20_000 }, (_, n) => `"${n};x"`)].join('\r\n');
    expect(await read(long)).toHaveLength(20_001);
  });

  it('is read as someone chose, whatever it looks like', async () => {
    const cells = async (bytes: Uint8Array, format: FileFormat) => {
      const found = [];
      for await (const record of openCsv(bytes, format).records()) found.push(record.cells);
      return found;
    };
    const chinese = Buffer.from([0xd5, 0xc5, 0x2c, 0xc8, 0xfd]);
    expect(await cells(chinese, { encoding: 'gb18030', delimiter: null })).toEqual([['张', '三']]);
    expect(await cells(Buffer.from('a;b,c'), { encoding: null, delimiter: ',' })).toEqual([['a;b', 'c']]);
    const wronglyMarked = Buffer.from([0xef, 0xbb, 0xbf, 0xe9, 0x2c, 0xfc]);
    expect(await cells(wronglyMarked, { encoding: 'windows-1252', delimiter: null })).toEqual([['é', 'ü']]);
    const unmarked = Buffer.from('ä,b', 'utf16le');
    expect(await cells(unmarked, { encoding: 'utf-16le', delimiter: null })).toEqual([['ä', 'b']]);
  });

  it('holds no NUL, which the database would refuse', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a\0b,c', 'utf16le')]);
    expect(await cellsOf(utf16)).toEqual([['a\uFFFDb', 'c']]);
  });
});

describe('no row vanishes', () => {
  const rows = [
    ['First name', 'E-mail', 'Notes'],
    ['Ada', 'ada@a.example', ''],
    ['Bob', 'bob@b.example', 'one\r\ntwo'],
    ['Cyd', 'cyd@c.example', 'x'],
    ['Dan', 'dan@d.example', 'one\ntwo\rthree'],
    ['Eve', 'eve@e.example', ''],
  ];
  const line = (cells: readonly string[]) => cells.map((cell) => (/[\r\n]/.test(cell) ? `"${cell}"` : cell)).join(',');
  const ends = ['\r\n', '\n', '\r'];
  const mixtures = ends.flatMap((first) => ends.flatMap((later) => ends.map((last) => [first, later, last] as const)));

  it.each(mixtures)('whatever ends its lines: %j, then %j, at last %j', async (first, later, last) => {
    const text = rows.map((cells, at) => `${line(cells)}${at === 0 ? first : at < 4 ? later : last}`).join('');
    expect(await cellsOf(text)).toEqual(rows);
  });

  it('where two pieces of a file meet between the two characters that end a line', async () => {
    const filled = `a,b\r\n${'x'.repeat(65_528)},y`;
    expect(filled).toHaveLength(65_535);
    expect(await read(`${filled}\r\n1,2\n`)).toMatchObject([{ number: 1 }, { number: 2 }, { number: 3 }]);
  });

  it('and they are counted by another reader than the one who reads them', async () => {
    const piece = fc.constantFrom('"', '""', ',', ';', '\n', '\r', '\r\n', 'a', 'b@c', ' ', '\t');
    const property = fc.asyncProperty(fc.array(piece, { maxLength: 40 }), fc.nat(40), async (pieces, cut) => {
      const text = pieces.join('');
      let found = 0;
      try {
        for await (const _ of openCsv(Buffer.from(text), { encoding: 'utf-8', delimiter: ',' }).records()) found += 1;
      } catch (error) {
        expect(error).toMatchObject({ problem: 'unclosed_quote' });
        return;
      }
      // A delimiter line, and lines that are quoted as a whole, are handled before rows are counted.
      fc.pre(!areLinesWrapped(text));
      const counter = new RowCounter(',');
      counter.add(text.slice(0, cut));
      counter.add(text.slice(cut));
      expect(counter.end()).toBe(found);
    });
    await fc.assert(property, { numRuns: 500 });
  });
});

describe('a file that cannot be read is refused with the row', () => {
  it.each([
    ['a quotation mark that is never closed', 'a,b\n"x,2\n3,4\n', 'unclosed_quote', 2],
    ['a row without an end', `a,b\n"${'x'.repeat(100_000)}",2\n`, 'record_too_large', 2],
  ])('%s', async (_, file, problem, number) => {
    await expect(read(file)).rejects.toMatchObject({ problem, number });
  });

  it('a workbook', () => {
    expect(() => openCsv(Buffer.from([0x50, 0x4b, 3, 4]))).toThrow(CsvRefused);
  });
});
