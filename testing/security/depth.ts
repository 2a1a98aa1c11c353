/** How much the security tests try. */
const DEPTH = process.env.SECURITY_DEPTH ?? 'usual';

/** `npm test -- --all`: every kind of request that reaches an action or a page, and every spelling of a foreign origin. */
export const hasAllRequests = DEPTH !== 'usual';
/** `npm run test:security`: the full numbers of guesses, sign-ins and made-up forms. */
export const hasFullNumbers = DEPTH === 'numbers';
