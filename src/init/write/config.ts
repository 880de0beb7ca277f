import { Document, isCollection, isMap, isScalar, type YAMLMap } from 'yaml';
import { clean } from '../../text/sanitize.ts';
import { type DraftConfig, SECTIONS } from '../merge.ts';

const SCHEMA = 'https://raw.githubusercontent.com/perf-budget/perf-budget/v1/schema.json';

/** A value that is longer takes more than one line; characters. */
const LONGEST_LINE = 90;

/** The text of perf-budget.yml. The library builds it, since names and comments may hold any text. */
export function configText(
  { comments, install, build, sections }: DraftConfig,
  missing: boolean,
  benchmarks: readonly string[] | null = null,
): string {
  const filled = SECTIONS.filter((section) => sections[section].length > 0);
  const document = new Document(
    new Map<string, unknown>([
      ...(install === null ? [] : [['install', install] as const]),
      ...(build === null ? [] : [['build', build] as const]),
      ...filled.map((section) => {
        const entries = sections[section].map(({ name, settings }) => [name, settings] as const);
        return [section, new Map<string, unknown>(entries)] as const;
      }),
    ]),
    { aliasDuplicateObjects: false },
  );
  for (const section of filled) {
    const map = document.get(section) as YAMLMap;
    const drafts = sections[section];
    for (const [index, pair] of map.items.entries()) {
      onOneLine(pair.value);
      if (isScalar(pair.key)) comment(pair.key, drafts[index]?.comments ?? []);
    }
    if (missing && section === 'servers') map.comment = ` ${API_SERVER}`;
    document.setIn([section], map);
  }
  spaceOut(document.contents as YAMLMap);
  document.commentBefore = [` yaml-language-server: $schema=${SCHEMA}`, ...comments.map(line)].join('\n');
  const last = [missing ? notFound(filled) : '', (benchmarks ?? []).map(indented).join('\n')].filter(
    (text) => text !== '',
  );
  if (last.length > 0) document.comment = last.join('\n');
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
}

const API_SERVER = 'api: { start: node server.js }';

/** Lines to fill in for sections that could not be found. */
function notFound(filled: readonly string[]): string {
  const has = (section: string) => filled.includes(section);
  const server = (name: string) => (has('servers') ? '' : `\n servers:\n   ${name}: { start: npm start }`);
  const page = has('vitals')
    ? ''
    : `\n No page was found. If a server renders one:${server('web')}\n vitals:\n   home: { server: web, path: / }`;
  const api = has('api')
    ? ''
    : `\n No request to measure was found. If a server answers some:${has('servers') ? '' : `\n servers:\n   ${API_SERVER}`}\n api:\n   list items: { server: api, request: GET /api/items }`;
  return `${page}${api}`.slice(1);
}

/** A line of YAML as a comment, with its indentation. */
const indented = (text: string): string => ` ${/^ */.exec(text)?.[0]}${clean(text, 300)}`;

const line = (text: string): string => ` ${clean(text, 300)}`;

function comment(node: { commentBefore?: string | null }, lines: readonly string[]): void {
  if (lines.length > 0) node.commentBefore = lines.map(line).join('\n');
}

/** Writes short maps as `{ a: 1 }`, and others with a line for each key, recursively. */
function onOneLine(node: unknown): void {
  if (!isCollection(node)) return;
  node.flow = JSON.stringify(node).length <= LONGEST_LINE;
  if (node.flow) return;
  for (const item of node.items) onOneLine(isMap(node) ? (item as { value: unknown }).value : item);
}

/** An empty line between sections. */
function spaceOut(map: YAMLMap): void {
  for (const { key, value } of map.items.slice(1)) if (isScalar(key) && isMap(value)) key.spaceBefore = true;
}
