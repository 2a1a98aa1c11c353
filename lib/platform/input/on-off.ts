/** A choice between on and off, as forms send it. */

import { z } from 'zod';

export const onOff = z.enum(['on', 'off'], 'Choose one of the two.').transform((text) => text === 'on');
