import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Command lines of the processes that have to do with a folder: by their arguments, where they run, or their environment. */
export function processesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      const process = look(pid);
      return process?.everything.includes(folder) ? [process.commandLine] : [];
    });
}

/** Null for a process that has ended, or belongs to somebody else. */
function look(pid: string): { commandLine: string; everything: string } | null {
  try {
    if (/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) return null;
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
    return { commandLine, everything: `${commandLine}\0${readlinkSync(`/proc/${pid}/cwd`)}\0${environment}` };
  } catch {
    return null;
  }
}

/** What lies in a folder for temporary files. npm, which builds the project, keeps a cache of its own there. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name !== 'node-compile-cache');
