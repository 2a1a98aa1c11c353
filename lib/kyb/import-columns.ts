/**
 * Which column of a file is which: guessed from its names, in the spellings people and other programs use. Pure; what
 * was guessed can be changed by hand.
 */
import { type ColumnMatch, IMPORT_FIELDS, type ImportField } from './import-view';

/** Spellings after `toKey`, the likeliest first. */
const SPELLINGS: Readonly<Record<ImportField, readonly string[]>> = {
  firstName: [
    'firstname',
    'givenname',
    'forename',
    'first',
    'fname',
    'vorname',
    'prenom',
    'nombre',
    'nombres',
    'primeironome',
    'nome',
    '名',
    '名字',
  ],
  lastName: [
    'lastname',
    'surname',
    'familyname',
    'last',
    'lname',
    'nachname',
    'familienname',
    'nomdefamille',
    'nom',
    'apellido',
    'apellidos',
    'sobrenome',
    'ultimonome',
    '姓',
    '姓氏',
  ],
  email: [
    'email',
    'emailaddress',
    'mail',
    'emailadresse',
    'correo',
    'correoelectronico',
    'courriel',
    '邮箱',
    '电子邮件',
  ],
  companyName: [
    'companyname',
    'company',
    'business',
    'businessname',
    'legalname',
    'businesslegalname',
    'organization',
    'organisation',
    'organizationname',
    'organisationname',
    'firma',
    'firmenname',
    'unternehmen',
    'empresa',
    'nombredelaempresa',
    'nomedaempresa',
    'societe',
    'entreprise',
    'merchant',
    'merchantname',
    '公司',
    '公司名称',
  ],
};

/** What stands in front of a name without changing its meaning: `contact_email`, `Customer first name`. */
const PREFIX = /^(?:contact|customer|client|representative|primary|business|work|your|owner|user|person)+/;

/** A name without case, accents, blanks and punctuation. */
function toKey(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Whether a column of this name is surely this field. */
function fits(name: string, spelling: string): boolean {
  const key = toKey(name);
  return key === spelling || key.replace(PREFIX, '') === spelling;
}

const NOTHING: ColumnMatch = { firstName: null, lastName: null, email: null, companyName: null };

/** The likeliest columns by their names. No column is used twice. */
export function matchColumns(names: readonly string[]): ColumnMatch {
  const match: Record<ImportField, number | null> = { ...NOTHING };
  const taken = new Set<number>();
  // E-mail first: "Business e-mail" must not be taken for the name of a business.
  for (const field of ['email', 'firstName', 'lastName', 'companyName'] as const) {
    const exact = (spelling: string) => names.findIndex((name, at) => !taken.has(at) && toKey(name) === spelling);
    const prefixed = (spelling: string) => names.findIndex((name, at) => !taken.has(at) && fits(name, spelling));
    const found = [...SPELLINGS[field].map(exact), ...SPELLINGS[field].map(prefixed)].find((at) => at >= 0);
    if (found === undefined) continue;
    match[field] = found;
    taken.add(found);
  }
  return match;
}

/** Whether a first line names the columns: at least one name is known, and nothing in it is an address. */
export function isHeader(cells: readonly string[]): boolean {
  if (cells.some((cell) => /\S@\S/.test(cell))) return false;
  return Object.values(matchColumns(cells)).some((column) => column !== null);
}

/**
 * For files without column names: the column of addresses by its content, the others in the order of the template
 * around it.
 */
export function matchByContent(rows: readonly (readonly string[])[], width: number): ColumnMatch {
  const columns = Array.from({ length: width }, (_, at) => at);
  const addresses = (at: number) => rows.filter((cells) => /^[^\s@]+@[^\s@]+$/.test(cells[at]?.trim() ?? '')).length;
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
