import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);
import {
  withoutCommands
} from "./act+cli+perform.js";

// src/cli/print.ts
var print = (text, stream = process.stdout) => void stream.write(`${withoutCommands(text)}
`);

export {
  print
};
