import type { Draft } from '../../importer.ts';

/** Adapts a command for one port, so that it starts a server on the port in PORT. */

/** Programs that ignore PORT, with their option for a port. */
const OPTIONS: readonly (readonly [program: RegExp, option: string])[] = [
  [/\b(?:vite|astro) preview\b/, '--port $PORT --strictPort'],
  [
    /\b(?:http-server|gatsby serve|docusaurus serve|rails s(?:erver)?|ng serve|vite|vue-cli-service serve)\b/,
    '--port $PORT',
  ],
  [/(?:^|\s)serve\b/, '-l $PORT'],
  [/\bpython3? -m http\.server\b/, '$PORT'],
];

export function startedBy(command: string): Draft {
  const freed = command
    .replace(/(?:^|\s)PORT=\d+\s+/g, ' ')
    .replace(/\s(?:--port|-p|-l|--listen)[ =](?:tcp:\/\/[\w.]*:)?\d+\b/g, '')
    .replace(/(http\.server)\s+\d+\b/, '$1')
    .trim();
  const script = /\b(?:npm|pnpm|yarn|bun)\b/.test(freed) && !/\b(?:npx|exec|dlx)\b/.test(freed);
  const option = script ? undefined : OPTIONS.find(([program]) => program.test(freed))?.[1];
  const start =
    option === undefined
      ? freed
      : option === '--port $PORT --strictPort' && /\bastro\b/.test(freed)
        ? `${freed} --port $PORT`
        : `${freed} ${option}`;
  const was = start === command ? [] : [`Was: ${command}. It has to listen on the port in PORT.`];
  return { name: 'site', settings: { start }, comments: was };
}
