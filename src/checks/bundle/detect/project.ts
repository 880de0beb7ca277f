import type { Agent } from 'package-manager-detector';

/** Facts about a package before it is built. */
export interface ProjectFiles {
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly agent: Agent;
  /** Names in the package's folder. */
  readonly names: readonly string[];
  /** The text of its tools' configs, by name. */
  readonly configs: Readonly<Record<string, string>>;
}

export type Project =
  /** A page that any host can serve. `output`: where the build writes it, relative to the package. */
  | { readonly kind: 'page'; readonly tool: string; readonly output: string }
  /** An app whose pages a server renders. `output`: what of its build browsers load. `path`: its base path, if it has one. */
  | {
      readonly kind: 'rendered';
      readonly tool: string;
      readonly output: string;
      readonly start: string;
      readonly path?: string;
    }
  | { readonly kind: 'api'; readonly tool: string; readonly start: string }
  | { readonly kind: 'library' }
  | { readonly kind: 'workspace' }
  | { readonly kind: 'unknown' };

/** Lines for a config that measure a server, as YAML. */
export function serverSnippet(project: Extract<Project, { readonly kind: 'rendered' | 'api' }>): string {
  const start = JSON.stringify(project.start) === `"${project.start}"` && !/[#:{}[\],&*]/.test(project.start);
  const command = start ? project.start : JSON.stringify(project.start);
  if (project.kind === 'rendered') {
    const path = project.path === undefined ? '' : `, path: ${project.path}`;
    return `servers: { web: { start: ${command} } }\nvitals: { home: { server: web${path} } }`;
  }
  return `servers: { api: { start: ${command} } }\napi: { home: { server: api, request: GET / } }`;
}
