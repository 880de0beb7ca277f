import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** Holds requests and answers to GitHub's own OpenAPI description, of which openapi.json is a slice. */

/** A request that is an operation of GitHub's, in its words. */
export interface Call {
  /** For example `issues/create-comment`. */
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Somebody asked what GitHub does not know, or was answered what GitHub would not answer. */
export class ContractViolation extends Error {
  override readonly name = 'ContractViolation';
}

interface Reference {
  $ref: string;
}
interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  schema: object;
}
interface Operation {
  operationId: string;
  parameters: (Parameter | Reference)[];
  requestBody?: { required?: boolean };
  responses: Record<string, { content?: Record<string, unknown> }>;
}
interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { parameters: Record<string, Parameter> };
}

const description: Description = JSON.parse(readFileSync(join(import.meta.dirname, '../openapi.json'), 'utf8'));

const options = { strict: false, allErrors: true, logger: false } as const;
const bodies = new Ajv(options);
const parameters = new Ajv({ ...options, coerceTypes: true });
addFormats.default(bodies);
addFormats.default(parameters);
bodies.addSchema({ $id: 'github', ...description });

const pointerPart = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
const JSON_CONTENT = `content/${pointerPart('application/json')}/schema`;

const compiled = new Map<string, ValidateFunction>();

function check(pointer: string, value: unknown, what: string): void {
  const validate = compiled.get(pointer) ?? bodies.compile({ $ref: `github#/${pointer}` });
  compiled.set(pointer, validate);
  if (!validate(value)) throw new ContractViolation(`${what}: ${bodies.errorsText(validate.errors)}`);
}

const routes = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase(),
    pattern: new URLPattern({ pathname: path.replaceAll(/\{(\w+)\}/g, ':$1') }),
    pointer: `paths/${pointerPart(path)}/${method}`,
    operation,
    parameters: operation.parameters.map(resolve),
  })),
);

function resolve(parameter: Parameter | Reference): Parameter {
  if (!('$ref' in parameter)) return parameter;
  const found = description.components.parameters[parameter.$ref.split('/').at(-1) ?? ''];
  if (found === undefined) throw new Error(`openapi.json lacks ${parameter.$ref}`);
  return found;
}

/** Throws `ContractViolation` where it is no request that GitHub describes. */
export function readCall(method: string, url: URL, body: unknown): Call {
  for (const route of routes) {
    const match = route.method === method ? route.pattern.exec({ pathname: url.pathname }) : null;
    if (match === null) continue;
    const id = route.operation.operationId;
    const found = { path: match.pathname.groups, query: Object.fromEntries(url.searchParams) };
    for (const name of Object.keys(found.query)) {
      if (!route.parameters.some((parameter) => parameter.in === 'query' && parameter.name === name)) {
        throw new ContractViolation(`${id} has no query parameter ${name}`);
      }
    }
    for (const { name, in: place, schema } of route.parameters) {
      const value = place === 'header' ? undefined : found[place][name];
      if (value === undefined) continue;
      const errors = parameterErrors(schema, value);
      if (errors !== null) throw new ContractViolation(`${id}, ${name}: ${errors}`);
    }
    if (route.operation.requestBody !== undefined)
      check(`${route.pointer}/requestBody/${JSON_CONTENT}`, body, `${id}, request`);
    else if (body !== undefined) throw new ContractViolation(`${id} takes no body`);
    return { operation: id, parameters: decode(found.path), query: found.query, body };
  }
  throw new ContractViolation(`not an operation of GitHub's, or not in openapi.json: ${method} ${url.pathname}`);
}

function parameterErrors(schema: object, value: string): string | null {
  const validate = parameters.compile({ type: 'object', properties: { value: schema } });
  return validate({ value }) ? null : parameters.errorsText(validate.errors);
}

const decode = (groups: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value ?? '')]));

/** Throws `ContractViolation` where it is no answer that GitHub describes as a success. */
export function checkAnswer(operation: string, status: number, body: unknown): void {
  const route = routes.find((candidate) => candidate.operation.operationId === operation);
  const response = route?.operation.responses[status];
  if (route === undefined || response === undefined) {
    throw new ContractViolation(`${operation} is never answered with ${status}`);
  }
  if (response.content?.['application/json'] === undefined) {
    if (body !== undefined) throw new ContractViolation(`${operation}, answer ${status}: has no body`);
    return;
  }
  check(`${route.pointer}/responses/${status}/${JSON_CONTENT}`, body, `${operation}, answer ${status}`);
}
