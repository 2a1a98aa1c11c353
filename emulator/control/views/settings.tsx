/** @jsxImportSource hono/jsx */
import type { FC } from 'hono/jsx';
import type { Settings } from '../../settings-schema';
import { ControlLayout, type Notice } from './layout';
import { Card, Instant, Labelled, Table } from './parts';

interface Props {
  settings: Settings;
  now: number;
  offsetMs: number;
  notice: Notice | null;
}

const OUTCOMES = [
  { value: 'off', name: 'Off: a person decides' },
  { value: 'approve', name: 'Approve' },
  { value: 'reject', name: 'Reject' },
  { value: 'respond', name: 'Ask for correction' },
  { value: 'random', name: 'Random, repeatable by the seed' },
] as const;

/** Secrets are shown as present, never as text: screenshots of this page get into tickets. */
function shownValue(name: string, value: unknown): string {
  if (name === 'webhookSecret') return '(kept secret)';
  const text = JSON.stringify(value, (key, part: unknown) => (key === 'secretKey' ? '(kept secret)' : part), 1) ?? '';
  return text.replaceAll(/\n\s*/g, ' ');
}

function offsetText(offsetMs: number): string {
  if (offsetMs === 0) return 'the same as real time';
  const seconds = Math.round(Math.abs(offsetMs) / 1000);
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor((seconds % 86_400) / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ] as const;
  const text = parts.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : [])).join(' ');
  return `${text} ${offsetMs > 0 ? 'ahead of' : 'behind'} real time`;
}

export const SettingsPage: FC<Props> = ({ settings, now, offsetMs, notice }) => {
  const names = Object.keys(settings).sort();
  return (
    <ControlLayout title="Settings" section="Settings" notice={notice}>
      <h1>Settings</h1>
      <div class="columns even">
        <Card title="Clock" id="clock">
          <p>
            <Instant at={now} /> UTC, {offsetText(offsetMs)}.
          </p>
          <p class="hint">It drives the expiry of links and sessions, automatic review and webhook retries.</p>
          <form class="stack" method="post" action="/settings/clock">
            <div class="pair">
              <Labelled label="Advance by" id="amount">
                <input class="input" id="amount" name="amount" inputmode="decimal" value="30" autocomplete="off" />
              </Labelled>
              <Labelled label="Unit" id="unit">
                <select class="input" id="unit" name="unit">
                  <option value="seconds">seconds</option>
                  <option value="minutes" selected>
                    minutes
                  </option>
                  <option value="hours">hours</option>
                  <option value="days">days</option>
                </select>
              </Labelled>
            </div>
            <div class="actions">
              <button class="button primary" type="submit" name="intent" value="advance">
                Advance clock
              </button>
              <button class="button" type="submit" name="intent" value="real">
                Back to real time
              </button>
            </div>
          </form>
        </Card>
        <Card title="Automatic review" id="review">
          <form class="stack" method="post" action="/settings/review">
            <Labelled label="Outcome" id="outcome">
              <select class="input" id="outcome" name="outcome">
                {OUTCOMES.map(({ value, name }) => (
                  <option key={value} value={value} selected={value === (settings.autoReview?.outcome ?? 'off')}>
                    {name}
                  </option>
                ))}
              </select>
            </Labelled>
            <Labelled label="Seconds after submission" id="after" hint="Counts for applications submitted from now on.">
              <input
                class="input"
                id="after"
                name="after"
                inputmode="numeric"
                value={String(settings.autoReview?.afterSeconds ?? 10)}
                autocomplete="off"
                aria-describedby="after-hint"
              />
            </Labelled>
            <div class="actions">
              <button class="button primary" type="submit">
                Save review
              </button>
            </div>
          </form>
        </Card>
      </div>
      <Card title="Change any setting" id="change">
        <p class="hint">
          Until the emulator is reset or restarted. What each one means stands in the emulator’s README.
        </p>
        <form class="filter" method="post" action="/settings/value">
          <Labelled label="Setting" id="name">
            <select class="input" id="name" name="name">
              {names.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </Labelled>
          <Labelled label="New value" id="value">
            <input class="input" id="value" name="value" autocomplete="off" />
          </Labelled>
          <div class="actions">
            <button class="button" type="submit">
              Change setting
            </button>
          </div>
        </form>
        <Table
          label="Settings in force"
          heads={['Setting', 'Value']}
          empty=""
          rows={Object.entries(settings)
            .sort(([a], [b]) => a.localeCompare(b))
            .map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td class="mono value">{shownValue(name, value)}</td>
              </tr>
            ))}
        />
      </Card>
    </ControlLayout>
  );
};
