'use client';

import { createContext } from 'react';

/** Whether a form that the browser submits by itself is under way; React tells only of the forms it submits. */
export const FormPending = createContext(false);
