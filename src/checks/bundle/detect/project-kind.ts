import { FRAMEWORKS } from './frameworks.ts';
import type { Project, ProjectFiles } from './project.ts';
import { projectFacts, VIEWS } from './project-facts.ts';

/** Entries of an app's folder. A workspace's root has its packages' folders instead. */
const OF_AN_APP = ['index.html', 'src', 'app', 'pages', 'public'];

const BUILDS_LIBRARY = ['tsup', 'tsdown', 'unbuild', 'microbundle', 'rollup', 'pkgroll'];

/** The kind of project in a package, by its files before anything is built. */
export function projectKind(files: ProjectFiles): Project {
  const { manifest } = files;
  const facts = projectFacts(files);
  const { has, uses, server, start, hasStart } = facts;
  const isWorkspace = 'workspaces' in manifest || /^packages:/m.test(facts.config('pnpm-workspace'));
  if (isWorkspace && !OF_AN_APP.some(has)) return { kind: 'workspace' };
  const isPublished = ['exports', 'module', 'types', 'typings', 'peerDependencies'].some((key) => key in manifest);
  // A plug-in or a component has its framework as a peer, and one of its own to be tried on.
  if (manifest.private !== true && 'peerDependencies' in manifest && isPublished) return { kind: 'library' };
  for (const framework of FRAMEWORKS) {
    const project = framework(facts);
    if (project !== null) return project;
  }
  const isLibrary = isPublished && !hasStart;
  if (server !== null && !isLibrary && !VIEWS.some(uses)) return { kind: 'api', tool: server, start };
  if (has('index.html')) return { kind: 'unknown' };
  if (isWorkspace) return { kind: 'workspace' };
  return { kind: isPublished || (BUILDS_LIBRARY.some(uses) && 'main' in manifest) ? 'library' : 'unknown' };
}
