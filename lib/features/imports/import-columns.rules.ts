/**
 * Which column of a file is which: guessed from its names, in the spellings people and other programs use. Pure; what
 * was guessed can be changed by hand.
 */

import { type ColumnMatch, IMPORT_FIELDS, type ImportField } from '@/lib/platform/db/column-values';
import { isEmail } from '@/lib/platform/input/email-address';
import { toEmailCell } from './import-cells.rules';

/** The likeliest first. Among them those of Google Contacts and of Outlook in the languages of this table. */
const SPELLINGS: Readonly<Record<ImportField, readonly string[]>> = {
  firstName: [
    'first name',
    'given name',
    'forename',
    'first',
    'fname',
    'Vorname',
    'prénom',
    'nombre',
    'nombres',
    'primeiro nome',
    'nome',
    'nome próprio',
    '名',
    '名字',
    'الاسم الأول',
  ],
  lastName: [
    'last name',
    'surname',
    'family name',
    'last',
    'lname',
    'Nachname',
    'Familienname',
    'nom de famille',
    'nom',
    'apellido',
    'apellidos',
    'sobrenome',
    'apelido',
    'último nome',
    '姓',
    '姓氏',
    'اسم العائلة',
    'الاسم الأخير',
  ],
  email: [
    'email',
    'email address',
    'mail',
    'E-mail 1 - Value',
    'email 1',
    'E-Mail-Adresse',
    'E-Mail 1: Wert',
    'correo',
    'correo electrónico',
    'dirección de correo electrónico',
    'courriel',
    'adresse de messagerie',
    'adresse e-mail',
    'endereço de e-mail',
    '邮箱',
    '电子邮件',
    '电子邮件地址',
    'البريد الإلكتروني',
    'عنوان البريد الإلكتروني',
  ],
  companyName: [
    'company name',
    'company',
    'business',
    'business name',
    'legal name',
    'business legal name',
    'organization',
    'organisation',
    'organization name',
    'organisation name',
    'Organization 1 - Name',
    'account name',
    'Firma',
    'Firmenname',
    'Unternehmen',
    'empresa',
    'compañía',
    'organización',
    'organização',
    'nombre de la empresa',
    'nome da empresa',
    'société',
    'entreprise',
    'merchant',
    'merchant name',
    '公司',
    '公司名称',
    '单位',
    'الشركة',
    'اسم الشركة',
  ],
};

/** Prefixes of a name that do not change its meaning: `contact_email`, `Customer first name`. */
const PREFIX = /^(?:contact|customer|client|representative|primary|business|work|your|owner|user|person)+/;

/** A name without case, accents, blanks and punctuation. */
function toKey(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const KEYS: Readonly<Record<ImportField, readonly string[]>> = {
  firstName: SPELLINGS.firstName.map(toKey),
  lastName: SPELLINGS.lastName.map(toKey),
  email: SPELLINGS.email.map(toKey),
  companyName: SPELLINGS.companyName.map(toKey),
};

/** Whether a column of this name is surely this field. */
function fits(name: string, key: string): boolean {
  const own = toKey(name);
  return own === key || own.replace(PREFIX, '') === key;
}

const NOTHING: ColumnMatch = { firstName: null, lastName: null, email: null, companyName: null };

/** The likeliest columns by their names. No column is used twice. */
export function matchColumns(names: readonly string[]): ColumnMatch {
  const match: Record<ImportField, number | null> = { ...NOTHING };
  const taken = new Set<number>();
  // E-mail first: "Business e-mail" must not be taken for the name of a business.
  for (const field of ['email', 'firstName', 'lastName', 'companyName'] as const) {
    const exact = (key: string) => names.findIndex((name, at) => !taken.has(at) && toKey(name) === key);
    const prefixed = (key: string) => names.findIndex((name, at) => !taken.has(at) && fits(name, key));
    const found = [...KEYS[field].map(exact), ...KEYS[field].map(prefixed)].find((at) => at >= 0);
    if (found === undefined) continue;
    match[field] = found;
    taken.add(found);
  }
  return match;
}

/** How many of the fields a line names; none when it holds an address, which a row does. */
function countNames(cells: readonly string[]): number {
  if (cells.some(holdsAddress)) return 0;
  return Object.values(matchColumns(cells)).filter((column) => column !== null).length;
}

function holdsAddress(cell: string): boolean {
  return /\S@\S/.test(cell);
}

/** Titles and dates of a report above its column names. */
export const MOST_TITLES = 20;

/**
 * Which row names the columns: the first one if it knows a name, or one below titles that knows two, more than any
 * other. Null when there is none.
 */
export function findHeader(rows: readonly (readonly string[])[]): number | null {
  const isRow = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '').length > 1;
  const firstRow = rows.findIndex((cells) => isRow(cells) && cells.some(holdsAddress));
  const above = rows.slice(0, Math.min(firstRow < 0 ? rows.length : firstRow, MOST_TITLES + 1));
  const names = above.map(countNames);
  const most = Math.max(...names, 0);
  const best = names.indexOf(most);
  return most > 1 || (most === 1 && best === 0) ? best : null;
}

/**
 * For files without column names: the column of addresses by its content, the others in the order of the template
 * around it.
 */
export function matchByContent(rows: readonly (readonly string[])[], width: number): ColumnMatch {
  const columns = Array.from({ length: width }, (_, at) => at);
  const addresses = (at: number) => rows.filter((cells) => isEmail(toEmailCell(cells[at] ?? ''))).length;
  const [email = null] = columns.filter((at) => addresses(at) > 0).sort((a, b) => addresses(b) - addresses(a));
  const others = columns.filter((at) => at !== email);
  const [firstName = null, lastName = null, companyName = null] = others;
  return { firstName, lastName, email, companyName };
}

/** `A`, `B`, … `Z`, `AA`: the names of a spreadsheet's columns. */
export function columnLetters(at: number): string {
  const rest = Math.floor(at / 26);
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (at % 26));
}

/** The match of a form, where columns are text and empty for none; null when a column does not exist or is used twice. */
export function toColumnMatch(chosen: Readonly<Record<ImportField, string>>, width: number): ColumnMatch | null {
  const match: Record<ImportField, number | null> = { ...NOTHING };
  const taken = new Set<number>();
  for (const field of IMPORT_FIELDS) {
    if (chosen[field] === '') continue;
    const at = Number(chosen[field]);
    if (!Number.isInteger(at) || at < 0 || at >= width || taken.has(at)) return null;
    taken.add(at);
    match[field] = at;
  }
  return match;
}
