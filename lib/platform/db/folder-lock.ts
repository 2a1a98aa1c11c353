/** A lock on a folder of this machine, kept fresh while this process lives. */
import 'server-only';
import lockfile from 'proper-lockfile';

const UPDATE_MS = 2_000;

interface LockOptions extends Pick<lockfile.LockOptions, 'lockfilePath' | 'stale' | 'retries'> {
  /** Another process took the lock away while it was ours. */
  readonly onLost: (error: Error) => void;
}

/** Takes the lock or throws with code ELOCKED; returns how to give it back. */
export async function takeLock(file: string, { onLost, ...options }: LockOptions): Promise<() => Promise<void>> {
  let isHeld = true;
  // The library looks after the file on a timer, and takes one that was just given back for one that was lost.
  const onCompromised = (error: Error) => {
    if (isHeld) onLost(error);
  };
  const release = await lockfile.lock(file, { ...options, update: UPDATE_MS, realpath: false, onCompromised });
  return () => {
    isHeld = false;
    return release();
  };
}
