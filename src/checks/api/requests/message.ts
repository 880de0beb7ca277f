import type { ApiRequest } from './api-request.ts';
import { bodyFormat, type Reference, type Template, templateOf, type ValueOf } from './template.ts';

/** A request whose path, headers and body are filled in each time that it is sent. */
interface Message {
  readonly references: readonly Reference[];
  fill(lookUp: ValueOf): ApiRequest;
}

export function messageOf({ method, path, headers, body }: ApiRequest): Message {
  const pathTemplate = templateOf(path, 'path');
  const headerTemplates = Object.entries(headers).map(([name, value]) => [name, templateOf(value, 'header')] as const);
  const bodyTemplate = body === null ? null : templateOf(body, bodyFormat(headers));
  const all: Template[] = [pathTemplate, ...headerTemplates.map(([, one]) => one)];
  if (bodyTemplate !== null) all.push(bodyTemplate);
  return {
    references: all.flatMap(({ references }) => references),
    fill: (lookUp) => ({
      method,
      path: pathTemplate.fill(lookUp),
      headers: Object.fromEntries(headerTemplates.map(([name, value]) => [name, value.fill(lookUp)])),
      body: bodyTemplate?.fill(lookUp) ?? null,
    }),
  };
}

/** A request as autocannon would write it. https://www.rfc-editor.org/rfc/rfc9110#section-8.6-5 on empty bodies. */
export function bytesOf({ method, path, headers, body }: ApiRequest, host: string): Buffer {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  const length = body === null ? 0 : Buffer.byteLength(body);
  const hasLength = length > 0 || ['POST', 'PUT', 'PATCH'].includes(method);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    ...(names.includes('host') ? [] : [`Host: ${host}`]),
    'Connection: keep-alive',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(hasLength && !names.includes('content-length') ? [`Content-Length: ${length}`] : []),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body ?? ''}`);
}
