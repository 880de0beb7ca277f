import { closestTo } from '../../../text/closest-to.ts';
import { firstOf } from '../../../text/first-of.ts';
import { clean } from '../../../text/sanitize.ts';
import type { BundledImport } from './bundle-import.ts';
import type { BundleProblem } from './bundle-request.ts';

/** Why an import can't be bundled. */
export interface ImportMistake {
  /** A clause that stands alone. */
  readonly message: string;
  /** Whether the package lacks what is imported: a name, or the module itself. */
  readonly isAbsent: boolean;
  /** The module without a file, as the settings call it; null if the mistake is another one. */
  readonly notBuilt: string | null;
}

export const NO_BUNDLER = {
  message: 'an import is bundled by the esbuild or rolldown of the project, and neither is installed',
  hint: 'npm i -D esbuild',
};

const MOST_EXPORTS = 20;
const MOST_LENGTH = 300;

/** Null if it was bundled. */
export function mistakeIn({ answer, specifiers }: Pick<BundledImport, 'answer' | 'specifiers'>): ImportMistake | null {
  if (answer.ok) return null;
  const writtenAs = (specifier: string) => [...specifiers].find(([, one]) => one === specifier)?.[0] ?? specifier;
  const nameOf = (specifier: string) => (specifier.startsWith('.') ? writtenAs(specifier) : specifier);
  const [missing] = answer.missing;
  if (missing !== undefined) {
    const message = missingNames(missing, nameOf(missing.specifier));
    return { message: clean(message, MOST_LENGTH), isAbsent: true, notBuilt: null };
  }
  const [problem] = answer.problems;
  const own = answer.problems.find(({ unresolved, file }) => file === null && unresolved !== null);
  if (own?.unresolved != null) {
    const [from, name] = [writtenAs(own.unresolved), nameOf(own.unresolved)];
    const isOther = from === name && !/^[./]/.test(from);
    const why = isOther
      ? 'it is no file here, and no installed package'
      : 'package.json names no file for it, or the file is not there';
    return {
      message: clean(`${name} can't be imported: ${why}`, MOST_LENGTH),
      isAbsent: true,
      notBuilt: isOther ? null : name,
    };
  }
  return {
    message: clean(problem === undefined ? 'the bundler failed' : textOf(problem), MOST_LENGTH),
    isAbsent: false,
    notBuilt: null,
  };
}

interface MissingNames {
  readonly names: readonly string[];
  readonly exports: readonly string[];
}

function missingNames({ names, exports }: MissingNames, from: string): string {
  const [name = ''] = names;
  const closest = closestTo(name, exports);
  const meant = closest === undefined ? '' : ` Did you mean ${closest}?`;
  const there = exports.length === 0 ? 'it exports nothing' : `its exports: ${firstOf(exports, MOST_EXPORTS)}`;
  return `${from} has no export ${firstOf(names, 5)}; ${there}.${meant}`;
}

function textOf({ text, file, line, unresolved }: BundleProblem): string {
  const at = file === null ? '' : `${file}${line === null ? '' : `:${line}`}`;
  if (unresolved === null) return `it can't be bundled: ${text}${at === '' ? '' : ` (${at})`}`;
  return `it can't be bundled: ${at === '' ? 'it' : at} imports ${unresolved}, which is not installed`;
}
