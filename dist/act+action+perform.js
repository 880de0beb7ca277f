import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);

// src/text/short-sha.ts
var shortSha = (sha) => sha.slice(0, 7);

// src/text/path-inside.ts
import { isAbsolute, relative, sep } from "node:path";
function pathInside(folder, path) {
  const inside = relative(folder, path);
  const isOutside = inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return isOutside ? null : inside.replaceAll(sep, "/");
}

export {
  shortSha,
  pathInside
};
