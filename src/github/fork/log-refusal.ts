import { messages, type Refusal, refusal } from '../api/refusal.ts';
import { logMessages } from '../publish/announce.ts';

/**
 * Returns the answer of `ask`; null if GitHub refused. The log then says why, and names the missing permission (null:
 * none).
 */
export async function tried<T>(
  task: Refusal['task'],
  what: string,
  permission: string | null,
  ask: () => Promise<T>,
): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    logMessages(messages([refusal(task, what, permission, error)], false));
    return null;
  }
}
