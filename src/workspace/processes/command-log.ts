import type { Side } from '../../model/subject.ts';
import type { Attachment } from '../../model/visit.ts';
import { logName, type Stage } from '../../text/log-name.ts';

/** Keeps a command's output. A later log of the same name replaces it only if its command failed. */
export type KeepLog = (log: Attachment, failed: boolean) => void;

/** @param server whose command it is; null: the side's own */
export function commandLog(
  { side, stage, server }: { readonly side: Side; readonly stage: Stage; readonly server: string | null },
  content: string,
): Attachment {
  const what = server === null ? side : `${server} on ${side}`;
  return { name: logName(side, stage, server), title: `what ${stage} of ${what} printed`, content: `${content}\n` };
}

/** The logs of a run, by their names. */
export function keepLogs(): { readonly keep: KeepLog; all(): Attachment[] } {
  const logs = new Map<string, Attachment>();
  return {
    keep(log, failed) {
      if (failed || !logs.has(log.name)) logs.set(log.name, log);
    },
    all: () => [...logs.values()],
  };
}
