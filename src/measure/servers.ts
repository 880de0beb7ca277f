import type { Side } from '../model/subject.ts';
import type { VisitFailure } from '../model/visit.ts';
import type { RunningServer } from '../workspace/servers/server.ts';

/** A server that answers, or its failure. */
export type Started = { readonly ok: true; readonly server: RunningServer; readonly note?: string } | VisitFailure;

/** The servers of one launch on both sides. Disposing ends them all. */
export class Servers implements AsyncDisposable {
  readonly #servers = new Map<string, RunningServer>();

  add(name: string, side: Side, server: RunningServer): void {
    this.#servers.set(`${side} ${name}`, server);
  }

  of({ server }: { readonly server: string | null }, side: Side): RunningServer | null {
    return server === null ? null : (this.#servers.get(`${side} ${server}`) ?? null);
  }

  /** Ends all at once, since a cancelled run has little time. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#servers.values()].reverse().map((server) => server[Symbol.asyncDispose]()));
  }
}
