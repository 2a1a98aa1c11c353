/** Meaning of a colour, always shown with an icon and a text. */
export type Tone = 'neutral' | 'attention' | 'waiting' | 'good' | 'bad';
