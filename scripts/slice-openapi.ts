/**
 * Extracts the operations that perf-budget calls from GitHub's OpenAPI description, for the loopback GitHub of the
 * tests:
 *
 *     node scripts/slice-openapi.ts
 *
 * The package with the description unpacks to 385 MB, so it is no dependency: it is fetched into a temporary folder.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SOURCE = '@octokit/openapi@23.0.2';
const TARGET = join(import.meta.dirname, '../test/support/github/openapi.json');

const OPERATIONS = [
  'issues/list-for-repo',
  'issues/create',
  'issues/update',
  'issues/list-comments',
  'issues/create-comment',
  'issues/update-comment',
  'issues/delete-comment',
  'issues/list-labels-on-issue',
  'issues/list-events',
  'checks/create',
  'checks/update',
  'checks/list-for-ref',
  'repos/create-commit-status',
  'repos/list-commit-statuses-for-ref',
  'users/get-authenticated',
  'pulls/list',
  'actions/list-workflow-run-artifacts',
  'actions/list-jobs-for-workflow-run-attempt',
  'actions/download-artifact',
  'repos/get-content',
  'git/get-commit',
  'repos/list-commits',
  'repos/list-pull-requests-associated-with-commit',
  'repos/create-or-update-file-contents',
  'git/create-tree',
  'git/create-commit',
  'git/create-ref',
  'git/get-ref',
];

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function object(value: Json | undefined): JsonObject {
  if (!isObject(value)) throw new Error(`Expected an object in ${SOURCE}, found ${JSON.stringify(value)}`);
  return value;
}

/** Keys for human readers, which no validator needs. A property of the same name has an object as its value. */
const PROSE = ['description', 'summary', 'title', 'example', 'examples', 'externalDocs', 'operationId', 'tags'];

function withoutProse(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, child]): [string, Json] => [
    key,
    key === 'properties' && isObject(child) ? ofEach(child, withoutProse) : withoutProse(child),
  ]);
  return withoutLooseNull(Object.fromEntries(entries.filter(([key]) => !PROSE.includes(key) && !key.startsWith('x-'))));
}

/** `nullable` has a meaning only beside a `type`. Beside `oneOf` and the like, GitHub means one more alternative. */
function withoutLooseNull(schema: JsonObject): JsonObject {
  const { nullable, ...rest } = schema;
  if (nullable !== true || 'type' in rest) return schema;
  return { anyOf: [rest, { enum: [null] }] };
}

const ofEach = (values: JsonObject, change: (value: Json) => Json): JsonObject =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));

/** Parameters, the JSON body, and the JSON of every successful answer or redirect to one. */
function sliceOperation(operation: JsonObject): JsonObject {
  const responses = Object.entries(object(operation.responses))
    .filter(([status]) => status.startsWith('2') || status === '302')
    .map(([status, response]): [string, Json] => [status, { content: object(response).content ?? {} }]);
  return {
    operationId: object(operation).operationId ?? null,
    parameters: withoutProse(operation.parameters ?? []),
    ...(operation.requestBody === undefined ? {} : { requestBody: withoutProse(operation.requestBody) }),
    responses: withoutProse(Object.fromEntries(responses)),
  };
}

function* references(value: Json): Generator<string> {
  if (Array.isArray(value)) for (const child of value) yield* references(child);
  else if (isObject(value)) {
    if (typeof value.$ref === 'string') yield value.$ref;
    for (const child of Object.values(value)) yield* references(child);
  }
}

/** Copies each referenced component, such as `#/components/schemas/simple-user`, and all that it refers to. */
function copyReferences(from: Json, source: JsonObject, target: JsonObject): void {
  for (const reference of references(from)) {
    const [, section, kind, name] = reference.split('/');
    if (section !== 'components' || kind === undefined || name === undefined) throw new Error(`Odd $ref: ${reference}`);
    target[kind] ??= {};
    const targets = object(target[kind]);
    if (name in targets) continue;
    const component = withoutProse(object(object(object(source.components)[kind])[name]));
    targets[name] = component;
    copyReferences(component, source, target);
  }
}

function slice(source: JsonObject): JsonObject {
  const paths: JsonObject = {};
  const left = new Set(OPERATIONS);
  for (const [path, methods] of Object.entries(object(source.paths))) {
    for (const [method, operation] of Object.entries(object(methods))) {
      const id = object(operation).operationId;
      if (typeof id !== 'string' || !left.delete(id)) continue;
      paths[path] ??= {};
      object(paths[path])[method] = sliceOperation(object(operation));
    }
  }
  if (left.size > 0) throw new Error(`${SOURCE} does not describe ${[...left].join(', ')}`);
  const components: JsonObject = {};
  copyReferences(paths, source, components);
  return { paths, components };
}

const folder = await mkdtemp(join(tmpdir(), 'slice-openapi-'));
try {
  const archive = execFileSync('npm', ['pack', SOURCE, '--silent'], { cwd: folder, encoding: 'utf8' }).trim();
  const file = 'package/generated/api.github.com.json';
  execFileSync('tar', ['-xzf', archive, file], { cwd: folder });
  const source: Json = JSON.parse(await readFile(join(folder, file), 'utf8'));
  const text = `${JSON.stringify(slice(object(source)), null, 1)}\n`;
  await writeFile(TARGET, text);
  console.log(`${TARGET}: ${OPERATIONS.length} operations, ${Math.round(text.length / 1000)} kB`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
