import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Call, ContractViolation, checkAnswer, readCall } from './contract.ts';
import { type Fault, sendFault } from './faults.ts';
import { handle } from './operations.ts';
import { emptyState, type State } from './state.ts';

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  /** In place of `body`: bytes. */
  readonly raw?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers in GitHub's place, or does something just before it answers and gives null. */
export type Interception = (call: Call) => Answer | null;

/** What goes wrong with a request, `index` being its place among all; null: nothing. */
export type FaultPlan = (call: Call, index: number) => Fault | null;

/** A GitHub of one repository on 127.0.0.1, to be had through GITHUB_API_URL. */
export interface LoopbackGitHub extends AsyncDisposable {
  readonly url: string;
  readonly state: State;
  /** Every request that was understood, in order. */
  readonly calls: readonly Call[];
  /** What breaks GitHub's contract, in a request or an answer. It is answered with 422; a test expects none. */
  readonly violations: readonly string[];
  /** From now on; `operation` as `issues/create-comment`, or `graphql`. */
  intercept(operation: string, interception: Interception): void;
  /** From now on. */
  fail(plan: FaultPlan): void;
}

/** `path` is where the API lies: empty as on github.com, or `/api/v3` as on a GitHub Enterprise Server. */
export async function startGitHub(path: '' | '/api/v3' = ''): Promise<LoopbackGitHub> {
  const state = emptyState();
  const calls: Call[] = [];
  const violations: string[] = [];
  const interceptions = new Map<string, Interception>();
  let plan: FaultPlan = () => null;
  const server = createServer((request, response) => {
    answer(request).then(
      ({ result, fault }) => (fault === null ? send(response, result) : sendFault(response, fault, result)),
      (error: unknown) => {
        violations.push(error instanceof ContractViolation ? error.message : String(error));
        send(response, { status: 422, body: { message: String(error) } });
      },
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `${origin}${path}`;

  async function answer(request: IncomingMessage): Promise<{ result: Answer; fault: Fault | null }> {
    const whole = (result: Answer) => ({ result, fault: null });
    const address = new URL(request.url ?? '/', origin);
    const sent = await text(request);
    const body: unknown = sent === '' ? undefined : JSON.parse(sent);
    if (!/^(token|bearer) \S/i.test(request.headers.authorization ?? '')) {
      return whole({ status: 401, body: { message: 'Requires authentication' } });
    }
    const call = readAddressed(request.method ?? 'GET', address, body);
    const fault = plan(call, calls.push(call) - 1);
    if (fault !== null && !fault.carriedOut) return { result: { status: 204 }, fault };
    const intercepted = interceptions.get(call.operation)?.(call);
    if (intercepted) return whole(intercepted);
    if (call.operation === 'graphql') return { result: graphql(state, body), fault };
    const result = handle(state, call, url);
    if (result.status < 400) checkAnswer(call.operation, result.status, result.body);
    return { result: asAccepted(result, request.headers.accept ?? ''), fault };
  }

  function readAddressed(method: string, address: URL, body: unknown): Call {
    if (address.pathname === (path === '' ? '/graphql' : '/api/graphql')) {
      return { operation: 'graphql', parameters: {}, query: {}, body };
    }
    if (!address.pathname.startsWith(`${path}/`)) throw new ContractViolation(`not of the API: ${address.pathname}`);
    address.pathname = address.pathname.slice(path.length);
    return readCall(method, address, body);
  }

  return {
    url,
    state,
    calls,
    violations,
    intercept: (operation, interception) => void interceptions.set(operation, interception),
    fail: (wanted) => {
      plan = wanted;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function graphql(state: State, body: unknown): Answer {
  const { query } = body as { query: string };
  if (!/^\{\s*viewer\s*\{\s*login\s*\}\s*\}$/.test(query))
    throw new ContractViolation(`unknown GraphQL query: ${query}`);
  return { status: 200, body: { data: { viewer: { login: state.viewer } } } };
}

/** https://docs.github.com/rest/repos/contents#get-repository-content has the media types of a file. */
function asAccepted(answer: Answer, accept: string): Answer {
  const { content } = (answer.body ?? {}) as { content?: unknown };
  if (!accept.includes('.raw') || typeof content !== 'string') return answer;
  return { ...answer, raw: Buffer.from(content, 'base64') };
}

function send(response: ServerResponse, { status, body, raw, headers }: Answer): void {
  if (raw !== undefined) return void response.writeHead(status, { 'content-type': RAW, ...headers }).end(raw);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

const RAW = 'application/vnd.github.raw; charset=utf-8';

/** What GitHub says when a token lacks a permission. */
export const forbidden = (): Answer => ({
  status: 403,
  body: {
    message: 'Resource not accessible by integration',
    documentation_url: 'https://docs.github.com/rest',
    status: '403',
  },
});
