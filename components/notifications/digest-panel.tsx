import { ActionButton } from '@/components/forms/action-button';
import { Panel } from '@/components/ui/panel';
import { DIGEST_HOUR } from '@/lib/features/notifications/rules';
import type { StatefulAction } from '@/lib/platform/forms/action-state';

interface DigestPanelProps {
  readonly isOn: boolean;
  readonly canMail: boolean;
  readonly email: string;
  readonly action: StatefulAction;
}

/** Switch of the daily digest mail, which links here. */
export function DigestPanel({ isOn, canMail, email, action }: DigestPanelProps) {
  const hour = `${String(DIGEST_HOUR).padStart(2, '0')}:00 UTC`;
  return (
    <div id="daily">
      <Panel title="Daily mail">
        <div className="grid gap-3 px-4 py-3">
          <p>
            The daily mail is <strong>{isOn ? 'on' : 'off'}</strong>
            <span>
              {isOn
                ? `. After ${hour} what is new and unread goes to ${email}. On days without news nothing is sent.`
                : `. When it is on, what is new and unread goes to ${email} after ${hour}; on days without news nothing is sent.`}
            </span>
          </p>
          {!canMail && (
            <p className="text-attention">No mail server is configured, so no mail is sent for the time being.</p>
          )}
          <ActionButton action={action} fields={{ digest: isOn ? 'off' : 'on' }} size="sm">
            {isOn ? 'Switch the daily mail off' : 'Switch the daily mail on'}
          </ActionButton>
        </div>
      </Panel>
    </div>
  );
}
