'use client';

import { type ComponentProps, use } from 'react';
import { EditedFields } from '../acts/edited-fields';
import { Field, SelectField } from '../ui/field';

/** Fields that the page was rendered with errors for: what was stored is wrong, and no longer what stands there once edited. */
export function CheckedField(props: ComponentProps<typeof Field>) {
  return <Field {...props} error={use(EditedFields).has(props.name) ? undefined : props.error} />;
}

export function CheckedSelectField(props: ComponentProps<typeof SelectField>) {
  return <SelectField {...props} error={use(EditedFields).has(props.name) ? undefined : props.error} />;
}
