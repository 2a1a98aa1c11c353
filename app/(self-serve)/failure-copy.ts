/** Id of the element in the layout that holds the texts of the error page. */
export const FAILURE_WORDS_ID = 'failure-words';
