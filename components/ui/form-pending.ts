'use client';

import { createContext } from 'react';

/** Whether a form that the browser submits itself is pending; React reports only its own submissions. */
export const FormPending = createContext(false);
