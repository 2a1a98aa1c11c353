import { describe, expect, it } from 'vitest';
import { areLinesWrapped, detectDelimiter, fileFormatText, readPreamble, unwrapLine } from './file-layout.rules';

describe('the delimiter of a file', () => {
  it.each([
    ['a,b,c\n1,2,3\n', ','],
    ['a;b;c\n1;2,5;3\n', ';'],
    ['a\tb\n1, 2\t3; 4\n', '\t'],
    ['a|b|c\n1|2, 3|4\n', '|'],
    ['"a;x";"b;y"\r\n"1,2";3\r\n', ';'],
    ['name;note\n"a","b"\n1;2\n3;4\n', ';'],
    ['Kundenliste 2026\r\n\r\nVorname;E-Mail\r\nAda;ada@a.example\r\n', ';'],
    ['Customers, all of them, 2026\na;b\n1;2\n3;4\n', ';'],
    ['one column\nonly\n', ','],
    ['', ','],
  ])('%j', (text, delimiter) => {
    expect(detectDelimiter(text)).toBe(delimiter);
  });

  it.each([
    ['sep=;\r\na,b;c,d\r\n', ';', 7],
    ['"sep=;"\r\na', ';', 9],
    ['"sep=,",,,\na', ',', 11],
    ['SEP=\t\na', '\t', 6],
    ['sep=|\ra', '|', 6],
    ['sep=:\na', null, 6],
    ['sep=;', ';', 5],
    ['sep=;x\na', null, 0],
    ['separator;b\na', null, 0],
    ['a;b\nsep=;\n', null, 0],
  ])('is stated by %j, or is not', (text, delimiter, length) => {
    expect(readPreamble(text)).toEqual({ delimiter, length });
  });
});

describe('lines that are quoted as a whole', () => {
  it.each([
    ['"a,b"\n"1,2"\n', true],
    ['"a;b";;\r\n"1;""x; y""";;\r\n', true],
    ['"a","b"\n"1","2"\n', false],
    ['"a"\n"b"\n', false],
    ['"a,b"\n1,2\n', false],
    ['a,b\n', false],
    ['', false],
  ])('%j: %j', (text, expected) => {
    expect(areLinesWrapped(text)).toBe(expected);
  });

  it('are read without the marks', () => {
    expect(unwrapLine('"a,""b, c"",d"')).toBe('a,"b, c",d');
    expect(unwrapLine('a,"b"')).toBe('a,"b"');
  });
});

it('is told in words', () => {
  expect(fileFormatText({ encoding: 'windows-1252', delimiter: ';' })).toBe('Windows-1252, separated by semicolons');
});
