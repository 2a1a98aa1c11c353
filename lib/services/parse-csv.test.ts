import { describe, expect, it } from 'vitest';
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

  it('may state its delimiter in a line of its own, which is not counted', async () => {
    expect(await read('sep=;\r\na;b\r\n')).toEqual([{ number: 1, cells: ['a', 'b'] }]);
  });

  it('holds no NUL, which the database would refuse', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a\0b,c', 'utf16le')]);
    expect(await cellsOf(utf16)).toEqual([['a\uFFFDb', 'c']]);
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
