// @ts-check
/** The hook `commit-msg`: a subject that says where and what, and a body that says why. See CONTRIBUTING.md. */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const SUBJECT_MAX = 72;
const LINE_MAX = 100;
/** Git writes these itself. */
const WRITTEN_BY_GIT = /^(Merge|Revert|fixup!|squash!|amend!) /;

/** @param {string} message as git hands it over, comments included @returns {string[]} what is wrong with it */
export function messageProblems(message) {
  const lines = message.split('\n').filter((line) => !line.startsWith('#'));
  const [subject = '', second = '', ...body] = lines;
  if (WRITTEN_BY_GIT.test(subject)) return [];
  const problems = [];
  if (!/^[a-z][a-z0-9 -]*: \S/.test(subject)) problems.push('The subject must be "area: imperative summary".');
  if (subject.length > SUBJECT_MAX)
    problems.push(`The subject has ${subject.length} characters; at most ${SUBJECT_MAX}.`);
  if (subject.endsWith('.')) problems.push('The subject must not end with a full stop.');
  if (second.trim() !== '') problems.push('The second line must be empty.');
  if (body.every((line) => line.trim() === '')) problems.push('A body must say why.');
  if (body.some((line) => line.length > LINE_MAX && !line.includes('://')))
    problems.push(`A line of the body is longer than ${LINE_MAX} characters.`);
  return problems;
}

const [, script, file] = process.argv;
if (file !== undefined && import.meta.url === pathToFileURL(script ?? '').href) {
  const problems = messageProblems(readFileSync(file, 'utf8'));
  if (problems.length > 0) {
    console.error(`The commit message:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    process.exitCode = 1;
  }
}
