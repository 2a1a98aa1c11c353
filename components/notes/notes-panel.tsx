/** Notes of staff about a customer, newest first. Customers never see them. */

import { ActionButton } from '@/components/forms/action-button';
import { LocalTime } from '@/components/ui/local-time';
import { Panel } from '@/components/ui/panel';
import type { NoteItem } from '@/lib/features/notes/rules';
import type { StatefulAction } from '@/lib/platform/forms/action-state';
import { NoteForm } from './note-form';

/** Older notes open on demand. */
const SHOWN = 10;

interface NotesPanelProps {
  readonly customerId: string;
  readonly notes: readonly NoteItem[];
  /** Null for viewers. */
  readonly actions: { readonly add: StatefulAction; readonly delete: StatefulAction } | null;
  /** Id of the next note. */
  readonly noteId: string;
}

export function NotesPanel({ customerId, notes, actions, noteId }: NotesPanelProps) {
  const entry = (note: NoteItem) => <NoteEntry key={note.id} note={note} deleteAction={actions?.delete ?? null} />;
  const older = notes.slice(SHOWN);
  return (
    <Panel title="Notes">
      {actions && (
        <div className="border-b border-line px-4 py-3">
          <NoteForm action={actions.add} customerId={customerId} noteId={noteId} />
        </div>
      )}
      {notes.length === 0 && (
        <p className="px-4 py-3 text-muted">Nobody has written anything down. Only staff can read notes.</p>
      )}
      <ul className="divide-y divide-line">{notes.slice(0, SHOWN).map(entry)}</ul>
      {older.length > 0 && (
        <details className="border-t border-line">
          <summary className="link cursor-pointer px-4 py-2">{`Show ${older.length} older`}</summary>
          <ul className="divide-y divide-line border-t border-line">{older.map(entry)}</ul>
        </details>
      )}
    </Panel>
  );
}

function NoteEntry({ note, deleteAction }: { readonly note: NoteItem; readonly deleteAction: StatefulAction | null }) {
  return (
    <li className="grid gap-1 px-4 py-3">
      <p className="text-xs text-muted">
        <span className="font-semibold text-ink">{note.authorName}</span>, <LocalTime at={note.createdAt} />
      </p>
      <p dir="auto" className="whitespace-pre-line wrap-anywhere">
        {note.text}
      </p>
      {note.canDelete && deleteAction && (
        <details>
          <summary className="btn btn-quiet btn-sm -ml-2.5">Delete…</summary>
          <div className="grid gap-2">
            <p className="text-muted">Your own note can be deleted for ten minutes. The activity says that it was.</p>
            <ActionButton action={deleteAction} fields={{ noteId: note.id }} size="sm">
              Delete note
            </ActionButton>
          </div>
        </details>
      )}
    </li>
  );
}
