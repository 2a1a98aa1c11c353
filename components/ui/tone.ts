/** Meaning of a colour. Each is always shown together with an icon and a text. */
export type Tone = 'neutral' | 'attention' | 'waiting' | 'good' | 'bad';
