/** What went wrong and the user has to know, until they dismiss it. */

import { signal } from '@preact/signals';
import { isStopped } from '../engine/errors';

/** The newest ones that are shown. */
const mostShown = 5;

/** The notices that are shown, oldest first. */
export const notices = signal<readonly string[]>([]);

/** Shows a notice, unless it is shown already. */
export function addNotice(notice: string): void {
  if (notices.value.includes(notice)) return;
  notices.value = [...notices.value, notice].slice(-mostShown);
}

/** Shows the message of an error, unless the engine's state says the same. */
export function addNoticeOf(error: Error & { code?: string }): void {
  if (!isStopped(error)) addNotice(error.message);
}

/** Takes all notices away. */
export function dismissNotices(): void {
  notices.value = [];
}
