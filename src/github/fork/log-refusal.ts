import { messages, type Refusal, refusal } from '../api/refusal.ts';
import { logMessages } from '../publish/announce.ts';

/** What `ask` answers; null if GitHub refused: the log then says why, and which permission it takes (null: none). */
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
