// @ts-check
/** What secrets look like. Named, so that a finding says what was found without showing it. */

/** @type {Readonly<Record<string, RegExp>>} */
export const SECRET_PATTERNS = {
  'private key': /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/,
  'AWS access key': /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  'GitHub token': /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})\b/,
  'GitLab token': /\bglpat-[\w-]{20,}\b/,
  'npm token': /\bnpm_[A-Za-z0-9]{36}\b|_authToken\s*=\s*[^$\s]/,
  'Slack token or hook': /\bxox[abeprs]-[\w-]{10,}|hooks\.slack\.com\/services\/T\w+\/B\w+\/\w+/,
  'Stripe or other live key': /\b[rs]k_live_[A-Za-z0-9]{16,}\b/,
  'Google API key': /\bAIza[\w-]{35}\b/,
  'SendGrid key': /\bSG\.[\w-]{22}\.[\w-]{43}\b/,
  'AI vendor key': /\bsk-(?:ant-|proj-)[\w-]{20,}\b/,
  'signed token': /\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{20,}\b/,
  'password in an address':
    /\b[a-z][a-z0-9+.-]+:\/\/[^\s:/@'"`$<>{}]+:(?!password@|secret@|pw@|x@)[^\s:/@'"`$<>{}]{6,}@(?!localhost|127\.|[\w.-]*example)/,
  'value of a secret setting':
    /^\s*(?:export )?(?:AUTH_SECRET|ONEMONEY_SECRET_KEY|ONEMONEY_WEBHOOK_SECRET|HANDOFF_SECRET|OIDC_CLIENT_SECRET|METRICS_TOKEN)=(?!["']?[$<(]|["']?\.\.\.|["']?$)["']?[\w+/=-]{16,}/m,
};

/** @param {string} text @returns {string[]} Names of the patterns that it holds. */
export function findSecrets(text) {
  return Object.entries(SECRET_PATTERNS).flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));
}
