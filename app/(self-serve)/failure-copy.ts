/** Where the layout keeps the words of the error page. */
export const FAILURE_WORDS_ID = 'failure-words';
