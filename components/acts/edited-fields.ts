'use client';

import { createContext } from 'react';

/** Names of the fields of a form that were edited since its last answer: what was wrong with them is not known any more. */
export const EditedFields = createContext<ReadonlySet<string>>(new Set());
