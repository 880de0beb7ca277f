import { withoutCommands } from '../text/runner-commands.ts';

/** Writes lines that may hold text from outside: in a workflow, the runner reads them. */
export const print = (text: string, stream: NodeJS.WriteStream = process.stdout): void =>
  void stream.write(`${withoutCommands(text)}\n`);
