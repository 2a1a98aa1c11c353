import { ActionButton } from '@/components/forms/action-button';
import { AppLink } from '@/components/ui/app-link';
import type { SavedView } from '@/lib/features/saved-views/rules';
import type { StatefulAction } from '@/lib/platform/forms/action-state';

interface SavedViewListProps {
  readonly views: readonly SavedView[];
  readonly removeAction: StatefulAction;
  readonly defaultAction: StatefulAction;
}

/** The user's own views and the shared ones, with what can be changed about each. */
export function SavedViewList({ views, removeAction, defaultAction }: SavedViewListProps) {
  if (views.length === 0)
    return (
      <p className="p-4 text-muted">No view has been saved yet. Narrow the list, then choose Views, Save this view.</p>
    );
  return (
    <ul className="divide-y divide-line">
      {views.map((view) => (
        <li key={view.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2">
          <div className="min-w-0 flex-1">
            <AppLink href={`/customers?${view.query || 'tab=all'}`} className="link font-medium">
              {view.name}
            </AppLink>
            <span className="cell-note">{noteOf(view)}</span>
          </div>
          <ActionButton
            action={defaultAction}
            fields={view.isDefault ? {} : { viewId: view.id }}
            size="sm"
            variant="secondary"
          >
            <span>{view.isDefault ? 'No longer my default' : 'Make my default'}</span>
            <span className="sr-only">{`: ${view.name}`}</span>
          </ActionButton>
          {view.isOwn && (
            <ActionButton action={removeAction} fields={{ viewId: view.id }} size="sm" variant="quiet">
              Delete<span className="sr-only">{` ${view.name}`}</span>
            </ActionButton>
          )}
        </li>
      ))}
    </ul>
  );
}

function noteOf({ isDefault, isShared, isOwn, ownerName }: SavedView): string {
  const whose = !isShared ? 'Only for you.' : isOwn ? 'Shared by you with all staff.' : `Shared by ${ownerName}.`;
  return isDefault ? `${whose} The list opens with it.` : whose;
}
