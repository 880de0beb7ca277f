/** The step that makes a filter work. */
const STEPS: Readonly<Record<string, string>> = {
  'git-crypt': '`- run: git-crypt unlock KEY_FILE`',
};

/**
 * Advice on a git filter of the user's config that could not write base's files, from git's output; null if no filter
 * failed. Pure.
 */
export function filterHint(output: string): string | null {
  if (/'lfs' is not a git command/.test(output))
    return 'The workspace holds large files of Git LFS, and base needs its own. Install git-lfs before this step (`apt-get install git-lfs`).';
  if (/\bremote missing object\b|\bdoes not exist on the server\b/i.test(output))
    return 'The server of Git LFS does not have what the commit of base refers to. Push it from a clone that has it (`git lfs push --all origin`).';
  const name = /: smudge filter (\S+) failed\b/.exec(output)?.[1];
  if (name === undefined) return null;
  const isAbsent = /: (?:command )?not found\b|external filter '.*' failed 127\b|cannot (?:run|fork to run)/.test(
    output,
  );
  const why = isAbsent
    ? 'its program is not on the PATH here'
    : 'it could not read what is committed: its key or its login may be missing here, or be another one';
  const step = Object.hasOwn(STEPS, name) ? `, such as ${STEPS[name]},` : '';
  return `Base's files are written by the git filter ${name}, as those of the workspace, and ${why}. Add a step that sets it up${step} before this step.`;
}
