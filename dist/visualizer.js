import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// absent:open
var require_open = __commonJS({
  "absent:open"(exports, module) {
    module.exports = new Proxy({}, {
      get(_, key) {
        if (key === "__esModule" || typeof key === "symbol") return void 0;
        throw new Error("open is not part of this bundle");
      }
    });
  }
});

// absent:source-map
var require_source_map = __commonJS({
  "absent:source-map"(exports, module) {
    module.exports = new Proxy({}, {
      get(_, key) {
        if (key === "__esModule" || typeof key === "symbol") return void 0;
        throw new Error("source-map is not part of this bundle");
      }
    });
  }
});

// node_modules/picomatch/lib/constants.js
var require_constants = __commonJS({
  "node_modules/picomatch/lib/constants.js"(exports, module) {
    "use strict";
    var WIN_SLASH = "\\\\/";
    var WIN_NO_SLASH = `[^${WIN_SLASH}]`;
    var DEFAULT_MAX_EXTGLOB_RECURSION = 0;
    var DOT_LITERAL = "\\.";
    var PLUS_LITERAL = "\\+";
    var QMARK_LITERAL = "\\?";
    var SLASH_LITERAL = "\\/";
    var ONE_CHAR = "(?=.)";
    var QMARK = "[^/]";
    var END_ANCHOR = `(?:${SLASH_LITERAL}|$)`;
    var START_ANCHOR = `(?:^|${SLASH_LITERAL})`;
    var DOTS_SLASH = `${DOT_LITERAL}{1,2}${END_ANCHOR}`;
    var NO_DOT = `(?!${DOT_LITERAL})`;
    var NO_DOTS = `(?!${START_ANCHOR}${DOTS_SLASH})`;
    var NO_DOT_SLASH = `(?!${DOT_LITERAL}{0,1}${END_ANCHOR})`;
    var NO_DOTS_SLASH = `(?!${DOTS_SLASH})`;
    var QMARK_NO_DOT = `[^.${SLASH_LITERAL}]`;
    var STAR = `${QMARK}*?`;
    var SEP = "/";
    var POSIX_CHARS = {
      DOT_LITERAL,
      PLUS_LITERAL,
      QMARK_LITERAL,
      SLASH_LITERAL,
      ONE_CHAR,
      QMARK,
      END_ANCHOR,
      DOTS_SLASH,
      NO_DOT,
      NO_DOTS,
      NO_DOT_SLASH,
      NO_DOTS_SLASH,
      QMARK_NO_DOT,
      STAR,
      START_ANCHOR,
      SEP
    };
    var WINDOWS_CHARS = {
      ...POSIX_CHARS,
      SLASH_LITERAL: `[${WIN_SLASH}]`,
      QMARK: WIN_NO_SLASH,
      STAR: `${WIN_NO_SLASH}*?`,
      DOTS_SLASH: `${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$)`,
      NO_DOT: `(?!${DOT_LITERAL})`,
      NO_DOTS: `(?!(?:^|[${WIN_SLASH}])${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
      NO_DOT_SLASH: `(?!${DOT_LITERAL}{0,1}(?:[${WIN_SLASH}]|$))`,
      NO_DOTS_SLASH: `(?!${DOT_LITERAL}{1,2}(?:[${WIN_SLASH}]|$))`,
      QMARK_NO_DOT: `[^.${WIN_SLASH}]`,
      START_ANCHOR: `(?:^|[${WIN_SLASH}])`,
      END_ANCHOR: `(?:[${WIN_SLASH}]|$)`,
      SEP: "\\"
    };
    var POSIX_REGEX_SOURCE = {
      __proto__: null,
      alnum: "a-zA-Z0-9",
      alpha: "a-zA-Z",
      ascii: "\\x00-\\x7F",
      blank: " \\t",
      cntrl: "\\x00-\\x1F\\x7F",
      digit: "0-9",
      graph: "\\x21-\\x7E",
      lower: "a-z",
      print: "\\x20-\\x7E ",
      punct: "\\-!\"#$%&'()\\*+,./:;<=>?@[\\]^_`{|}~",
      space: " \\t\\r\\n\\v\\f",
      upper: "A-Z",
      word: "A-Za-z0-9_",
      xdigit: "A-Fa-f0-9"
    };
    module.exports = {
      DEFAULT_MAX_EXTGLOB_RECURSION,
      MAX_LENGTH: 1024 * 64,
      POSIX_REGEX_SOURCE,
      // regular expressions
      REGEX_BACKSLASH: /\\(?![*+?^${}(|)[\]])/g,
      REGEX_NON_SPECIAL_CHARS: /^[^@![\].,$*+?^{}()|\\/]+/,
      REGEX_SPECIAL_CHARS: /[-*+?.^${}(|)[\]]/,
      REGEX_SPECIAL_CHARS_BACKREF: /(\\?)((\W)(\3*))/g,
      REGEX_SPECIAL_CHARS_GLOBAL: /([-*+?.^${}(|)[\]])/g,
      REGEX_REMOVE_BACKSLASH: /(?:\[.*?[^\\]\]|\\(?=.))/g,
      // Replace globs with equivalent patterns to reduce parsing time.
      REPLACEMENTS: {
        __proto__: null,
        "***": "*",
        "**/**": "**",
        "**/**/**": "**"
      },
      // Digits
      CHAR_0: 48,
      /* 0 */
      CHAR_9: 57,
      /* 9 */
      // Alphabet chars.
      CHAR_UPPERCASE_A: 65,
      /* A */
      CHAR_LOWERCASE_A: 97,
      /* a */
      CHAR_UPPERCASE_Z: 90,
      /* Z */
      CHAR_LOWERCASE_Z: 122,
      /* z */
      CHAR_LEFT_PARENTHESES: 40,
      /* ( */
      CHAR_RIGHT_PARENTHESES: 41,
      /* ) */
      CHAR_ASTERISK: 42,
      /* * */
      // Non-alphabetic chars.
      CHAR_AMPERSAND: 38,
      /* & */
      CHAR_AT: 64,
      /* @ */
      CHAR_BACKWARD_SLASH: 92,
      /* \ */
      CHAR_CARRIAGE_RETURN: 13,
      /* \r */
      CHAR_CIRCUMFLEX_ACCENT: 94,
      /* ^ */
      CHAR_COLON: 58,
      /* : */
      CHAR_COMMA: 44,
      /* , */
      CHAR_DOT: 46,
      /* . */
      CHAR_DOUBLE_QUOTE: 34,
      /* " */
      CHAR_EQUAL: 61,
      /* = */
      CHAR_EXCLAMATION_MARK: 33,
      /* ! */
      CHAR_FORM_FEED: 12,
      /* \f */
      CHAR_FORWARD_SLASH: 47,
      /* / */
      CHAR_GRAVE_ACCENT: 96,
      /* ` */
      CHAR_HASH: 35,
      /* # */
      CHAR_HYPHEN_MINUS: 45,
      /* - */
      CHAR_LEFT_ANGLE_BRACKET: 60,
      /* < */
      CHAR_LEFT_CURLY_BRACE: 123,
      /* { */
      CHAR_LEFT_SQUARE_BRACKET: 91,
      /* [ */
      CHAR_LINE_FEED: 10,
      /* \n */
      CHAR_NO_BREAK_SPACE: 160,
      /* \u00A0 */
      CHAR_PERCENT: 37,
      /* % */
      CHAR_PLUS: 43,
      /* + */
      CHAR_QUESTION_MARK: 63,
      /* ? */
      CHAR_RIGHT_ANGLE_BRACKET: 62,
      /* > */
      CHAR_RIGHT_CURLY_BRACE: 125,
      /* } */
      CHAR_RIGHT_SQUARE_BRACKET: 93,
      /* ] */
      CHAR_SEMICOLON: 59,
      /* ; */
      CHAR_SINGLE_QUOTE: 39,
      /* ' */
      CHAR_SPACE: 32,
      /*   */
      CHAR_TAB: 9,
      /* \t */
      CHAR_UNDERSCORE: 95,
      /* _ */
      CHAR_VERTICAL_LINE: 124,
      /* | */
      CHAR_ZERO_WIDTH_NOBREAK_SPACE: 65279,
      /* \uFEFF */
      /**
       * Create EXTGLOB_CHARS
       */
      extglobChars(chars) {
        return {
          "!": { type: "negate", open: "(?:(?!(?:", close: `))${chars.STAR})` },
          "?": { type: "qmark", open: "(?:", close: ")?" },
          "+": { type: "plus", open: "(?:", close: ")+" },
          "*": { type: "star", open: "(?:", close: ")*" },
          "@": { type: "at", open: "(?:", close: ")" }
        };
      },
      /**
       * Create GLOB_CHARS
       */
      globChars(win32) {
        return win32 === true ? WINDOWS_CHARS : POSIX_CHARS;
      }
    };
  }
});

// node_modules/picomatch/lib/utils.js
var require_utils = __commonJS({
  "node_modules/picomatch/lib/utils.js"(exports) {
    "use strict";
    var {
      REGEX_BACKSLASH,
      REGEX_REMOVE_BACKSLASH,
      REGEX_SPECIAL_CHARS,
      REGEX_SPECIAL_CHARS_GLOBAL
    } = require_constants();
    exports.isObject = (val) => val !== null && typeof val === "object" && !Array.isArray(val);
    exports.hasRegexChars = (str) => REGEX_SPECIAL_CHARS.test(str);
    exports.isRegexChar = (str) => str.length === 1 && exports.hasRegexChars(str);
    exports.escapeRegex = (str) => str.replace(REGEX_SPECIAL_CHARS_GLOBAL, "\\$1");
    exports.toPosixSlashes = (str) => str.replace(REGEX_BACKSLASH, "/");
    exports.isWindows = () => {
      if (typeof navigator !== "undefined" && navigator.platform) {
        const platform = navigator.platform.toLowerCase();
        return platform === "win32" || platform === "windows";
      }
      if (typeof process !== "undefined" && process.platform) {
        return process.platform === "win32";
      }
      return false;
    };
    exports.removeBackslashes = (str) => {
      return str.replace(REGEX_REMOVE_BACKSLASH, (match) => {
        return match === "\\" ? "" : match;
      });
    };
    exports.escapeLast = (input, char, lastIdx) => {
      const idx = input.lastIndexOf(char, lastIdx);
      if (idx === -1) return input;
      if (input[idx - 1] === "\\") return exports.escapeLast(input, char, idx - 1);
      return `${input.slice(0, idx)}\\${input.slice(idx)}`;
    };
    exports.removePrefix = (input, state = {}) => {
      let output = input;
      if (output.startsWith("./")) {
        output = output.slice(2);
        state.prefix = "./";
      }
      return output;
    };
    exports.wrapOutput = (input, state = {}, options = {}) => {
      const prepend = options.contains ? "" : "^";
      const append = options.contains ? "" : "$";
      let output = `${prepend}(?:${input})${append}`;
      if (state.negated === true) {
        output = `(?:^(?!${output}).*$)`;
      }
      return output;
    };
    exports.basename = (path3, { windows } = {}) => {
      const segs = path3.split(windows ? /[\\/]/ : "/");
      const last = segs[segs.length - 1];
      if (last === "") {
        return segs[segs.length - 2];
      }
      return last;
    };
  }
});

// node_modules/picomatch/lib/scan.js
var require_scan = __commonJS({
  "node_modules/picomatch/lib/scan.js"(exports, module) {
    "use strict";
    var utils = require_utils();
    var {
      CHAR_ASTERISK,
      /* * */
      CHAR_AT,
      /* @ */
      CHAR_BACKWARD_SLASH,
      /* \ */
      CHAR_COMMA,
      /* , */
      CHAR_DOT,
      /* . */
      CHAR_EXCLAMATION_MARK,
      /* ! */
      CHAR_FORWARD_SLASH,
      /* / */
      CHAR_LEFT_CURLY_BRACE,
      /* { */
      CHAR_LEFT_PARENTHESES,
      /* ( */
      CHAR_LEFT_SQUARE_BRACKET,
      /* [ */
      CHAR_PLUS,
      /* + */
      CHAR_QUESTION_MARK,
      /* ? */
      CHAR_RIGHT_CURLY_BRACE,
      /* } */
      CHAR_RIGHT_PARENTHESES,
      /* ) */
      CHAR_RIGHT_SQUARE_BRACKET
      /* ] */
    } = require_constants();
    var isPathSeparator = (code) => {
      return code === CHAR_FORWARD_SLASH || code === CHAR_BACKWARD_SLASH;
    };
    var depth = (token) => {
      if (token.isPrefix !== true) {
        token.depth = token.isGlobstar ? Infinity : 1;
      }
    };
    var scan = (input, options) => {
      const opts = options || {};
      const length = input.length - 1;
      const scanToEnd = opts.parts === true || opts.tokens === true || opts.scanToEnd === true;
      const slashes = [];
      const tokens = [];
      const parts = [];
      let str = input;
      let index = -1;
      let start = 0;
      let lastIndex = 0;
      let isBrace = false;
      let isBracket = false;
      let isGlob = false;
      let isExtglob = false;
      let isGlobstar = false;
      let braceEscaped = false;
      let backslashes = false;
      let negated = false;
      let negatedExtglob = false;
      let finished = false;
      let braces = 0;
      let prev;
      let code;
      let token = { value: "", depth: 0, isGlob: false };
      const eos = () => index >= length;
      const peek = () => str.charCodeAt(index + 1);
      const advance = () => {
        prev = code;
        return str.charCodeAt(++index);
      };
      while (index < length) {
        code = advance();
        let next;
        if (code === CHAR_BACKWARD_SLASH) {
          backslashes = token.backslashes = true;
          code = advance();
          if (code === CHAR_LEFT_CURLY_BRACE) {
            braceEscaped = true;
          }
          continue;
        }
        if (braceEscaped === true || code === CHAR_LEFT_CURLY_BRACE) {
          braces++;
          while (eos() !== true && (code = advance())) {
            if (code === CHAR_BACKWARD_SLASH) {
              backslashes = token.backslashes = true;
              advance();
              continue;
            }
            if (code === CHAR_LEFT_CURLY_BRACE) {
              braces++;
              continue;
            }
            if (braceEscaped !== true && code === CHAR_DOT && (code = advance()) === CHAR_DOT) {
              isBrace = token.isBrace = true;
              isGlob = token.isGlob = true;
              finished = true;
              if (scanToEnd === true) {
                continue;
              }
              break;
            }
            if (braceEscaped !== true && code === CHAR_COMMA) {
              isBrace = token.isBrace = true;
              isGlob = token.isGlob = true;
              finished = true;
              if (scanToEnd === true) {
                continue;
              }
              break;
            }
            if (code === CHAR_RIGHT_CURLY_BRACE) {
              braces--;
              if (braces === 0) {
                braceEscaped = false;
                isBrace = token.isBrace = true;
                finished = true;
                break;
              }
            }
          }
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
        if (code === CHAR_FORWARD_SLASH) {
          slashes.push(index);
          tokens.push(token);
          token = { value: "", depth: 0, isGlob: false };
          if (finished === true) continue;
          if (prev === CHAR_DOT && index === start + 1) {
            start += 2;
            continue;
          }
          lastIndex = index + 1;
          continue;
        }
        if (opts.noext !== true) {
          const isExtglobChar = code === CHAR_PLUS || code === CHAR_AT || code === CHAR_ASTERISK || code === CHAR_QUESTION_MARK || code === CHAR_EXCLAMATION_MARK;
          if (isExtglobChar === true && peek() === CHAR_LEFT_PARENTHESES) {
            isGlob = token.isGlob = true;
            isExtglob = token.isExtglob = true;
            finished = true;
            if (code === CHAR_EXCLAMATION_MARK && index === start) {
              negatedExtglob = true;
            }
            if (scanToEnd === true) {
              let parens = 0;
              while (eos() !== true && (code = advance())) {
                if (code === CHAR_BACKWARD_SLASH) {
                  backslashes = token.backslashes = true;
                  advance();
                  continue;
                }
                if (code === CHAR_LEFT_PARENTHESES) {
                  parens++;
                  continue;
                }
                if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
                  finished = true;
                  break;
                }
              }
              continue;
            }
            break;
          }
        }
        if (code === CHAR_ASTERISK) {
          if (prev === CHAR_ASTERISK) isGlobstar = token.isGlobstar = true;
          isGlob = token.isGlob = true;
          finished = true;
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
        if (code === CHAR_QUESTION_MARK) {
          isGlob = token.isGlob = true;
          finished = true;
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
        if (code === CHAR_LEFT_SQUARE_BRACKET) {
          while (eos() !== true && (next = advance())) {
            if (next === CHAR_BACKWARD_SLASH) {
              backslashes = token.backslashes = true;
              advance();
              continue;
            }
            if (next === CHAR_RIGHT_SQUARE_BRACKET) {
              isBracket = token.isBracket = true;
              isGlob = token.isGlob = true;
              finished = true;
              break;
            }
          }
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
        if (opts.nonegate !== true && code === CHAR_EXCLAMATION_MARK && index === start) {
          negated = token.negated = true;
          start++;
          continue;
        }
        if (opts.noparen !== true && code === CHAR_LEFT_PARENTHESES) {
          isGlob = token.isGlob = true;
          if (scanToEnd === true) {
            let parens = 1;
            while (eos() !== true && (code = advance())) {
              if (code === CHAR_BACKWARD_SLASH) {
                backslashes = token.backslashes = true;
                advance();
                continue;
              }
              if (code === CHAR_LEFT_PARENTHESES) {
                parens++;
                continue;
              }
              if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
                finished = true;
                break;
              }
            }
            continue;
          }
          break;
        }
        if (isGlob === true) {
          finished = true;
          if (scanToEnd === true) {
            continue;
          }
          break;
        }
      }
      if (opts.noext === true) {
        isExtglob = false;
        isGlob = false;
      }
      let base = str;
      let prefix = "";
      let glob = "";
      if (start > 0) {
        prefix = str.slice(0, start);
        str = str.slice(start);
        lastIndex -= start;
      }
      if (base && isGlob === true && lastIndex > 0) {
        base = str.slice(0, lastIndex);
        glob = str.slice(lastIndex);
      } else if (isGlob === true) {
        base = "";
        glob = str;
      } else {
        base = str;
      }
      if (base && base !== "" && base !== "/" && base !== str) {
        if (isPathSeparator(base.charCodeAt(base.length - 1))) {
          base = base.slice(0, -1);
        }
      }
      if (opts.unescape === true) {
        if (glob) glob = utils.removeBackslashes(glob);
        if (base && backslashes === true) {
          base = utils.removeBackslashes(base);
        }
      }
      const state = {
        prefix,
        input,
        start,
        base,
        glob,
        isBrace,
        isBracket,
        isGlob,
        isExtglob,
        isGlobstar,
        negated,
        negatedExtglob
      };
      if (opts.tokens === true) {
        state.maxDepth = 0;
        if (!isPathSeparator(code)) {
          tokens.push(token);
        }
        state.tokens = tokens;
      }
      if (opts.parts === true || opts.tokens === true) {
        let prevIndex;
        for (let idx = 0; idx < slashes.length; idx++) {
          const n2 = prevIndex !== void 0 ? prevIndex + 1 : start;
          const i = slashes[idx];
          const value2 = input.slice(n2, i);
          if (opts.tokens) {
            if (idx === 0 && start !== 0) {
              tokens[idx].isPrefix = true;
              tokens[idx].value = prefix;
            } else {
              tokens[idx].value = value2;
            }
            depth(tokens[idx]);
            state.maxDepth += tokens[idx].depth;
          }
          if (i >= start) {
            parts.push(value2);
            prevIndex = i;
          }
        }
        const n = prevIndex !== void 0 ? prevIndex + 1 : start;
        const value = input.slice(n);
        parts.push(value);
        if (opts.tokens && prevIndex && prevIndex + 1 < input.length) {
          tokens[tokens.length - 1].value = value;
          depth(tokens[tokens.length - 1]);
          state.maxDepth += tokens[tokens.length - 1].depth;
        }
        state.slashes = slashes;
        state.parts = parts;
      }
      return state;
    };
    module.exports = scan;
  }
});

// node_modules/picomatch/lib/parse.js
var require_parse = __commonJS({
  "node_modules/picomatch/lib/parse.js"(exports, module) {
    "use strict";
    var constants2 = require_constants();
    var utils = require_utils();
    var {
      MAX_LENGTH,
      POSIX_REGEX_SOURCE,
      REGEX_NON_SPECIAL_CHARS,
      REGEX_SPECIAL_CHARS_BACKREF,
      REPLACEMENTS
    } = constants2;
    var expandRange = (args, options) => {
      if (typeof options.expandRange === "function") {
        return options.expandRange(...args, options);
      }
      args.sort();
      const value = `[${args.join("-")}]`;
      try {
        new RegExp(value);
      } catch (ex) {
        return args.map((v) => utils.escapeRegex(v)).join("..");
      }
      return value;
    };
    var syntaxError = (type, char) => {
      return `Missing ${type}: "${char}" - use "\\\\${char}" to match literal characters`;
    };
    var splitTopLevel = (input) => {
      const parts = [];
      let bracket = 0;
      let paren = 0;
      let quote = 0;
      let value = "";
      let escaped = false;
      for (const ch of input) {
        if (escaped === true) {
          value += ch;
          escaped = false;
          continue;
        }
        if (ch === "\\") {
          value += ch;
          escaped = true;
          continue;
        }
        if (ch === '"') {
          quote = quote === 1 ? 0 : 1;
          value += ch;
          continue;
        }
        if (quote === 0) {
          if (ch === "[") {
            bracket++;
          } else if (ch === "]" && bracket > 0) {
            bracket--;
          } else if (bracket === 0) {
            if (ch === "(") {
              paren++;
            } else if (ch === ")" && paren > 0) {
              paren--;
            } else if (ch === "|" && paren === 0) {
              parts.push(value);
              value = "";
              continue;
            }
          }
        }
        value += ch;
      }
      parts.push(value);
      return parts;
    };
    var isPlainBranch = (branch) => {
      let escaped = false;
      for (const ch of branch) {
        if (escaped === true) {
          escaped = false;
          continue;
        }
        if (ch === "\\") {
          escaped = true;
          continue;
        }
        if (/[?*+@!()[\]{}]/.test(ch)) {
          return false;
        }
      }
      return true;
    };
    var normalizeSimpleBranch = (branch) => {
      let value = branch.trim();
      let changed = true;
      while (changed === true) {
        changed = false;
        if (/^@\([^\\()[\]{}|]+\)$/.test(value)) {
          value = value.slice(2, -1);
          changed = true;
        }
      }
      if (!isPlainBranch(value)) {
        return;
      }
      return value.replace(/\\(.)/g, "$1");
    };
    var hasRepeatedCharPrefixOverlap = (branches) => {
      const values = branches.map(normalizeSimpleBranch).filter(Boolean);
      for (let i = 0; i < values.length; i++) {
        for (let j = i + 1; j < values.length; j++) {
          const a = values[i];
          const b = values[j];
          const char = a[0];
          if (!char || a !== char.repeat(a.length) || b !== char.repeat(b.length)) {
            continue;
          }
          if (a === b || a.startsWith(b) || b.startsWith(a)) {
            return true;
          }
        }
      }
      return false;
    };
    var parseRepeatedExtglob = (pattern, requireEnd = true) => {
      if (pattern[0] !== "+" && pattern[0] !== "*" || pattern[1] !== "(") {
        return;
      }
      let bracket = 0;
      let paren = 0;
      let quote = 0;
      let escaped = false;
      for (let i = 1; i < pattern.length; i++) {
        const ch = pattern[i];
        if (escaped === true) {
          escaped = false;
          continue;
        }
        if (ch === "\\") {
          escaped = true;
          continue;
        }
        if (ch === '"') {
          quote = quote === 1 ? 0 : 1;
          continue;
        }
        if (quote === 1) {
          continue;
        }
        if (ch === "[") {
          bracket++;
          continue;
        }
        if (ch === "]" && bracket > 0) {
          bracket--;
          continue;
        }
        if (bracket > 0) {
          continue;
        }
        if (ch === "(") {
          paren++;
          continue;
        }
        if (ch === ")") {
          paren--;
          if (paren === 0) {
            if (requireEnd === true && i !== pattern.length - 1) {
              return;
            }
            return {
              type: pattern[0],
              body: pattern.slice(2, i),
              end: i
            };
          }
        }
      }
    };
    var buildCharClassStar = (chars) => {
      const source = chars.length === 1 ? utils.escapeRegex(chars[0]) : `[${chars.map((ch) => utils.escapeRegex(ch)).join("")}]`;
      return `${source}*`;
    };
    var getStarExtglobSequenceChars = (pattern) => {
      let index = 0;
      const chars = [];
      while (index < pattern.length) {
        const match = parseRepeatedExtglob(pattern.slice(index), false);
        if (!match || match.type !== "*") {
          return;
        }
        const branches = splitTopLevel(match.body).map((branch2) => branch2.trim());
        if (branches.length !== 1) {
          return;
        }
        const branch = normalizeSimpleBranch(branches[0]);
        if (!branch || branch.length !== 1) {
          return;
        }
        chars.push(branch);
        index += match.end + 1;
      }
      if (chars.length < 1) {
        return;
      }
      return chars;
    };
    var repeatedExtglobRecursion = (pattern) => {
      let depth = 0;
      let value = pattern.trim();
      let match = parseRepeatedExtglob(value);
      while (match) {
        depth++;
        value = match.body.trim();
        match = parseRepeatedExtglob(value);
      }
      return depth;
    };
    var analyzeRepeatedExtglob = (body, options) => {
      if (options.maxExtglobRecursion === false) {
        return { risky: false };
      }
      const max = typeof options.maxExtglobRecursion === "number" ? options.maxExtglobRecursion : constants2.DEFAULT_MAX_EXTGLOB_RECURSION;
      const branches = splitTopLevel(body).map((branch) => branch.trim());
      if (branches.length > 1) {
        if (branches.some((branch) => branch === "") || branches.some((branch) => /^[*?]+$/.test(branch)) || hasRepeatedCharPrefixOverlap(branches)) {
          return { risky: true };
        }
      }
      const safeChars = [];
      let sawStarSequence = false;
      let combinable = true;
      for (const branch of branches) {
        const chars = getStarExtglobSequenceChars(branch);
        if (chars) {
          sawStarSequence = true;
          safeChars.push(...chars);
          continue;
        }
        const literal = normalizeSimpleBranch(branch);
        if (literal && literal.length === 1) {
          safeChars.push(literal);
          continue;
        }
        combinable = false;
        if (repeatedExtglobRecursion(branch) > max) {
          return { risky: true };
        }
      }
      if (sawStarSequence) {
        return combinable ? { risky: true, safeOutput: buildCharClassStar([...new Set(safeChars)]) } : { risky: true };
      }
      return { risky: false };
    };
    var parse = (input, options) => {
      if (typeof input !== "string") {
        throw new TypeError("Expected a string");
      }
      input = REPLACEMENTS[input] || input;
      const opts = { ...options };
      const max = typeof opts.maxLength === "number" ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
      let len = input.length;
      if (len > max) {
        throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
      }
      const bos = { type: "bos", value: "", output: opts.prepend || "" };
      const tokens = [bos];
      const capture = opts.capture ? "" : "?:";
      const PLATFORM_CHARS = constants2.globChars(opts.windows);
      const EXTGLOB_CHARS = constants2.extglobChars(PLATFORM_CHARS);
      const {
        DOT_LITERAL,
        PLUS_LITERAL,
        SLASH_LITERAL,
        ONE_CHAR,
        DOTS_SLASH,
        NO_DOT,
        NO_DOT_SLASH,
        NO_DOTS_SLASH,
        QMARK,
        QMARK_NO_DOT,
        STAR,
        START_ANCHOR
      } = PLATFORM_CHARS;
      const globstar = (opts2) => {
        return `(${capture}(?:(?!${START_ANCHOR}${opts2.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
      };
      const nodot = opts.dot ? "" : NO_DOT;
      const qmarkNoDot = opts.dot ? QMARK : QMARK_NO_DOT;
      let star = opts.bash === true ? globstar(opts) : STAR;
      if (opts.capture) {
        star = `(${star})`;
      }
      if (typeof opts.noext === "boolean") {
        opts.noextglob = opts.noext;
      }
      const state = {
        input,
        index: -1,
        start: 0,
        dot: opts.dot === true,
        consumed: "",
        output: "",
        prefix: "",
        backtrack: false,
        negated: false,
        brackets: 0,
        braces: 0,
        parens: 0,
        quotes: 0,
        globstar: false,
        tokens
      };
      input = utils.removePrefix(input, state);
      len = input.length;
      const extglobs = [];
      const braces = [];
      const stack = [];
      let prev = bos;
      let value;
      const eos = () => state.index === len - 1;
      const peek = state.peek = (n = 1) => input[state.index + n];
      const advance = state.advance = () => input[++state.index] || "";
      const remaining = () => input.slice(state.index + 1);
      const consume = (value2 = "", num = 0) => {
        state.consumed += value2;
        state.index += num;
      };
      const append = (token) => {
        state.output += token.output != null ? token.output : token.value;
        consume(token.value);
      };
      const negate = () => {
        let count = 1;
        while (peek() === "!" && (peek(2) !== "(" || peek(3) === "?")) {
          advance();
          state.start++;
          count++;
        }
        if (count % 2 === 0) {
          return false;
        }
        state.negated = true;
        state.start++;
        return true;
      };
      const increment = (type) => {
        state[type]++;
        stack.push(type);
      };
      const decrement = (type) => {
        state[type]--;
        stack.pop();
      };
      const push = (tok) => {
        if (prev.type === "globstar") {
          const isBrace = state.braces > 0 && (tok.type === "comma" || tok.type === "brace");
          const isExtglob = tok.extglob === true || extglobs.length && (tok.type === "pipe" || tok.type === "paren");
          if (tok.type !== "slash" && tok.type !== "paren" && !isBrace && !isExtglob) {
            state.output = state.output.slice(0, -prev.output.length);
            prev.type = "star";
            prev.value = "*";
            prev.output = star;
            state.output += prev.output;
          }
        }
        if (extglobs.length && tok.type !== "paren") {
          extglobs[extglobs.length - 1].inner += tok.value;
        }
        if (tok.value || tok.output) append(tok);
        if (prev && prev.type === "text" && tok.type === "text") {
          prev.output = (prev.output || prev.value) + tok.value;
          prev.value += tok.value;
          return;
        }
        tok.prev = prev;
        tokens.push(tok);
        prev = tok;
      };
      const extglobOpen = (type, value2) => {
        const token = { ...EXTGLOB_CHARS[value2], conditions: 1, inner: "" };
        token.prev = prev;
        token.parens = state.parens;
        token.output = state.output;
        token.startIndex = state.index;
        token.tokensIndex = tokens.length;
        const output = (opts.capture ? "(" : "") + token.open;
        increment("parens");
        push({ type, value: value2, output: state.output ? "" : ONE_CHAR });
        push({ type: "paren", extglob: true, value: advance(), output });
        extglobs.push(token);
      };
      const extglobClose = (token) => {
        const literal = input.slice(token.startIndex, state.index + 1);
        const body = input.slice(token.startIndex + 2, state.index);
        const analysis = analyzeRepeatedExtglob(body, opts);
        if ((token.type === "plus" || token.type === "star") && analysis.risky) {
          const safeOutput = analysis.safeOutput ? (token.output ? "" : ONE_CHAR) + (opts.capture ? `(${analysis.safeOutput})` : analysis.safeOutput) : void 0;
          const open = tokens[token.tokensIndex];
          open.type = "text";
          open.value = literal;
          open.output = safeOutput || utils.escapeRegex(literal);
          for (let i = token.tokensIndex + 1; i < tokens.length; i++) {
            tokens[i].value = "";
            tokens[i].output = "";
            delete tokens[i].suffix;
          }
          state.output = token.output + open.output;
          state.backtrack = true;
          push({ type: "paren", extglob: true, value, output: "" });
          decrement("parens");
          return;
        }
        let output = token.close + (opts.capture ? ")" : "");
        let rest;
        if (token.type === "negate") {
          let extglobStar = star;
          if (token.inner && token.inner.length > 1 && token.inner.includes("/")) {
            extglobStar = globstar(opts);
          }
          if (extglobStar !== star || eos() || /^\)+$/.test(remaining())) {
            output = token.close = `)$))${extglobStar}`;
          }
          if (token.inner.includes("*") && (rest = remaining()) && /^\.[^\\/.]+$/.test(rest)) {
            const expression = parse(rest, { ...options, fastpaths: false }).output;
            output = token.close = `)${expression})${extglobStar})`;
          }
          if (token.prev.type === "bos") {
            state.negatedExtglob = true;
          }
        }
        push({ type: "paren", extglob: true, value, output });
        decrement("parens");
      };
      if (opts.fastpaths !== false && !/(^[*!]|[/()[\]{}"])/.test(input)) {
        let backslashes = false;
        let output = input.replace(REGEX_SPECIAL_CHARS_BACKREF, (m, esc, chars, first, rest, index) => {
          if (first === "\\") {
            backslashes = true;
            return m;
          }
          if (first === "?") {
            if (esc) {
              return esc + first + (rest ? QMARK.repeat(rest.length) : "");
            }
            if (index === 0) {
              return qmarkNoDot + (rest ? QMARK.repeat(rest.length) : "");
            }
            return QMARK.repeat(chars.length);
          }
          if (first === ".") {
            return DOT_LITERAL.repeat(chars.length);
          }
          if (first === "*") {
            if (esc) {
              return esc + first + (rest ? star : "");
            }
            return star;
          }
          return esc ? m : `\\${m}`;
        });
        if (backslashes === true) {
          if (opts.unescape === true) {
            output = output.replace(/\\/g, "");
          } else {
            output = output.replace(/\\+/g, (m) => {
              return m.length % 2 === 0 ? "\\\\" : m ? "\\" : "";
            });
          }
        }
        if (output === input && opts.contains === true) {
          state.output = input;
          return state;
        }
        state.output = utils.wrapOutput(output, state, options);
        return state;
      }
      while (!eos()) {
        value = advance();
        if (value === "\0") {
          continue;
        }
        if (value === "\\") {
          const next = peek();
          if (next === "/" && opts.bash !== true) {
            continue;
          }
          if (next === "." || next === ";") {
            continue;
          }
          if (!next) {
            value += "\\";
            push({ type: "text", value });
            continue;
          }
          const match = /^\\+/.exec(remaining());
          let slashes = 0;
          if (match && match[0].length > 2) {
            slashes = match[0].length;
            state.index += slashes;
            if (slashes % 2 !== 0) {
              value += "\\";
            }
          }
          if (opts.unescape === true) {
            value = advance();
          } else {
            value += advance();
          }
          if (state.brackets === 0) {
            push({ type: "text", value });
            continue;
          }
        }
        if (state.brackets > 0 && (value !== "]" || prev.value === "[" || prev.value === "[^")) {
          if (opts.posix !== false && value === ":") {
            const inner = prev.value.slice(1);
            if (inner.includes("[")) {
              prev.posix = true;
              if (inner.includes(":")) {
                const idx = prev.value.lastIndexOf("[");
                const pre = prev.value.slice(0, idx);
                const rest2 = prev.value.slice(idx + 2);
                const posix = POSIX_REGEX_SOURCE[rest2];
                if (posix) {
                  prev.value = pre + posix;
                  state.backtrack = true;
                  advance();
                  if (!bos.output && tokens.indexOf(prev) === 1) {
                    bos.output = ONE_CHAR;
                  }
                  continue;
                }
              }
            }
          }
          if (value === "[" && peek() !== ":" || value === "-" && peek() === "]") {
            value = `\\${value}`;
          }
          if (value === "]" && (prev.value === "[" || prev.value === "[^")) {
            value = `\\${value}`;
          }
          if (opts.posix === true && value === "!" && prev.value === "[") {
            value = "^";
          }
          prev.value += value;
          append({ value });
          continue;
        }
        if (state.quotes === 1 && value !== '"') {
          value = utils.escapeRegex(value);
          prev.value += value;
          append({ value });
          continue;
        }
        if (value === '"') {
          state.quotes = state.quotes === 1 ? 0 : 1;
          if (opts.keepQuotes === true) {
            push({ type: "text", value });
          }
          continue;
        }
        if (value === "(") {
          increment("parens");
          push({ type: "paren", value });
          continue;
        }
        if (value === ")") {
          if (state.parens === 0 && opts.strictBrackets === true) {
            throw new SyntaxError(syntaxError("opening", "("));
          }
          const extglob = extglobs[extglobs.length - 1];
          if (extglob && state.parens === extglob.parens + 1) {
            extglobClose(extglobs.pop());
            continue;
          }
          push({ type: "paren", value, output: state.parens ? ")" : "\\)" });
          decrement("parens");
          continue;
        }
        if (value === "[") {
          if (opts.nobracket === true || !remaining().includes("]")) {
            if (opts.nobracket !== true && opts.strictBrackets === true) {
              throw new SyntaxError(syntaxError("closing", "]"));
            }
            value = `\\${value}`;
          } else {
            increment("brackets");
          }
          push({ type: "bracket", value });
          continue;
        }
        if (value === "]") {
          if (opts.nobracket === true || prev && prev.type === "bracket" && prev.value.length === 1) {
            push({ type: "text", value, output: `\\${value}` });
            continue;
          }
          if (state.brackets === 0) {
            if (opts.strictBrackets === true) {
              throw new SyntaxError(syntaxError("opening", "["));
            }
            push({ type: "text", value, output: `\\${value}` });
            continue;
          }
          decrement("brackets");
          const prevValue = prev.value.slice(1);
          if (prev.posix !== true && prevValue[0] === "^" && !prevValue.includes("/")) {
            value = `/${value}`;
          }
          prev.value += value;
          append({ value });
          if (opts.literalBrackets === false || utils.hasRegexChars(prevValue)) {
            continue;
          }
          const escaped = utils.escapeRegex(prev.value);
          state.output = state.output.slice(0, -prev.value.length);
          if (opts.literalBrackets === true) {
            state.output += escaped;
            prev.value = escaped;
            continue;
          }
          prev.value = `(${capture}${escaped}|${prev.value})`;
          state.output += prev.value;
          continue;
        }
        if (value === "{" && opts.nobrace !== true) {
          increment("braces");
          const open = {
            type: "brace",
            value,
            output: "(",
            outputIndex: state.output.length,
            tokensIndex: state.tokens.length
          };
          braces.push(open);
          push(open);
          continue;
        }
        if (value === "}") {
          const brace = braces[braces.length - 1];
          if (opts.nobrace === true || !brace) {
            push({ type: "text", value, output: value });
            continue;
          }
          let output = ")";
          if (brace.dots === true) {
            const arr = tokens.slice();
            const range = [];
            for (let i = arr.length - 1; i >= 0; i--) {
              tokens.pop();
              if (arr[i].type === "brace") {
                break;
              }
              if (arr[i].type !== "dots") {
                range.unshift(arr[i].value);
              }
            }
            output = expandRange(range, opts);
            state.backtrack = true;
          }
          if (brace.comma !== true && brace.dots !== true) {
            const out = state.output.slice(0, brace.outputIndex);
            const toks = state.tokens.slice(brace.tokensIndex);
            brace.value = brace.output = "\\{";
            value = output = "\\}";
            state.output = out;
            for (const t of toks) {
              state.output += t.output || t.value;
            }
          }
          push({ type: "brace", value, output });
          decrement("braces");
          braces.pop();
          continue;
        }
        if (value === "|") {
          if (extglobs.length > 0) {
            extglobs[extglobs.length - 1].conditions++;
          }
          push({ type: "text", value });
          continue;
        }
        if (value === ",") {
          let output = value;
          const brace = braces[braces.length - 1];
          if (brace && stack[stack.length - 1] === "braces") {
            brace.comma = true;
            output = "|";
          }
          push({ type: "comma", value, output });
          continue;
        }
        if (value === "/") {
          if (prev.type === "dot" && state.index === state.start + 1) {
            state.start = state.index + 1;
            state.consumed = "";
            state.output = "";
            tokens.pop();
            prev = bos;
            continue;
          }
          push({ type: "slash", value, output: SLASH_LITERAL });
          continue;
        }
        if (value === ".") {
          if (state.braces > 0 && prev.type === "dot") {
            if (prev.value === ".") prev.output = DOT_LITERAL;
            const brace = braces[braces.length - 1];
            prev.type = "dots";
            prev.output += value;
            prev.value += value;
            brace.dots = true;
            continue;
          }
          if (state.braces + state.parens === 0 && prev.type !== "bos" && prev.type !== "slash") {
            push({ type: "text", value, output: DOT_LITERAL });
            continue;
          }
          push({ type: "dot", value, output: DOT_LITERAL });
          continue;
        }
        if (value === "?") {
          const isGroup = prev && prev.value === "(";
          if (!isGroup && opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
            extglobOpen("qmark", value);
            continue;
          }
          if (prev && prev.type === "paren") {
            const next = peek();
            let output = value;
            if (prev.value === "(" && !/[!=<:]/.test(next) || next === "<" && !/<([!=]|\w+>)/.test(remaining())) {
              output = `\\${value}`;
            }
            push({ type: "text", value, output });
            continue;
          }
          if (opts.dot !== true && (prev.type === "slash" || prev.type === "bos")) {
            push({ type: "qmark", value, output: QMARK_NO_DOT });
            continue;
          }
          push({ type: "qmark", value, output: QMARK });
          continue;
        }
        if (value === "!") {
          if (opts.noextglob !== true && peek() === "(") {
            if (peek(2) !== "?" || !/[!=<:]/.test(peek(3))) {
              extglobOpen("negate", value);
              continue;
            }
          }
          if (opts.nonegate !== true && state.index === 0) {
            negate();
            continue;
          }
        }
        if (value === "+") {
          if (opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
            extglobOpen("plus", value);
            continue;
          }
          if (prev && prev.value === "(" || opts.regex === false) {
            push({ type: "plus", value, output: PLUS_LITERAL });
            continue;
          }
          if (prev && (prev.type === "bracket" || prev.type === "paren" || prev.type === "brace") || state.parens > 0) {
            push({ type: "plus", value });
            continue;
          }
          push({ type: "plus", value: PLUS_LITERAL });
          continue;
        }
        if (value === "@") {
          if (opts.noextglob !== true && peek() === "(" && peek(2) !== "?") {
            push({ type: "at", extglob: true, value, output: "" });
            continue;
          }
          push({ type: "text", value });
          continue;
        }
        if (value !== "*") {
          if (value === "$" || value === "^") {
            value = `\\${value}`;
          }
          const match = REGEX_NON_SPECIAL_CHARS.exec(remaining());
          if (match) {
            value += match[0];
            state.index += match[0].length;
          }
          push({ type: "text", value });
          continue;
        }
        if (prev && (prev.type === "globstar" || prev.star === true)) {
          prev.type = "star";
          prev.star = true;
          prev.value += value;
          prev.output = star;
          state.backtrack = true;
          state.globstar = true;
          consume(value);
          continue;
        }
        let rest = remaining();
        if (opts.noextglob !== true && /^\([^?]/.test(rest)) {
          extglobOpen("star", value);
          continue;
        }
        if (prev.type === "star") {
          if (opts.noglobstar === true) {
            consume(value);
            continue;
          }
          const prior = prev.prev;
          const before = prior.prev;
          const isStart = prior.type === "slash" || prior.type === "bos";
          const afterStar = before && (before.type === "star" || before.type === "globstar");
          if (opts.bash === true && (!isStart || rest[0] && rest[0] !== "/")) {
            push({ type: "star", value, output: "" });
            continue;
          }
          const isBrace = state.braces > 0 && (prior.type === "comma" || prior.type === "brace");
          const isExtglob = extglobs.length && (prior.type === "pipe" || prior.type === "paren");
          if (!isStart && prior.type !== "paren" && !isBrace && !isExtglob) {
            push({ type: "star", value, output: "" });
            continue;
          }
          while (rest.slice(0, 3) === "/**") {
            const after = input[state.index + 4];
            if (after && after !== "/") {
              break;
            }
            rest = rest.slice(3);
            consume("/**", 3);
          }
          const isEnd = eos() || state.parens > 0 && rest === ")".repeat(state.parens) && !extglobs.some((extglob) => extglob.type === "negate");
          if (prior.type === "bos" && eos()) {
            prev.type = "globstar";
            prev.value += value;
            prev.output = globstar(opts);
            state.output = prev.output;
            state.globstar = true;
            consume(value);
            continue;
          }
          if (prior.type === "slash" && prior.prev.type !== "bos" && !afterStar && isEnd) {
            state.output = state.output.slice(0, -(prior.output + prev.output).length);
            prior.output = `(?:${prior.output}`;
            prev.type = "globstar";
            prev.output = globstar(opts) + (opts.strictSlashes ? ")" : "|$)");
            prev.value += value;
            state.globstar = true;
            state.output += prior.output + prev.output;
            consume(value);
            continue;
          }
          if (prior.type === "slash" && prior.prev.type !== "bos" && rest[0] === "/") {
            const end = rest[1] !== void 0 ? "|$" : "";
            state.output = state.output.slice(0, -(prior.output + prev.output).length);
            prior.output = `(?:${prior.output}`;
            prev.type = "globstar";
            prev.output = `${globstar(opts)}${SLASH_LITERAL}|${SLASH_LITERAL}${end})`;
            prev.value += value;
            state.output += prior.output + prev.output;
            state.globstar = true;
            consume(value + advance());
            push({ type: "slash", value: "/", output: "" });
            continue;
          }
          if (prior.type === "bos" && rest[0] === "/") {
            prev.type = "globstar";
            prev.value += value;
            prev.output = `(?:^|${SLASH_LITERAL}|${globstar(opts)}${SLASH_LITERAL})`;
            state.output = prev.output;
            state.globstar = true;
            consume(value + advance());
            push({ type: "slash", value: "/", output: "" });
            continue;
          }
          state.output = state.output.slice(0, -prev.output.length);
          prev.type = "globstar";
          prev.output = globstar(opts);
          prev.value += value;
          state.output += prev.output;
          state.globstar = true;
          consume(value);
          continue;
        }
        const token = { type: "star", value, output: star };
        if (opts.bash === true) {
          token.output = ".*?";
          if (prev.type === "bos" || prev.type === "slash") {
            token.output = nodot + token.output;
          }
          push(token);
          continue;
        }
        if (prev && (prev.type === "bracket" || prev.type === "paren") && opts.regex === true) {
          token.output = value;
          push(token);
          continue;
        }
        if (state.index === state.start || prev.type === "slash" || prev.type === "dot") {
          if (prev.type === "dot") {
            state.output += NO_DOT_SLASH;
            prev.output += NO_DOT_SLASH;
          } else if (opts.dot === true) {
            state.output += NO_DOTS_SLASH;
            prev.output += NO_DOTS_SLASH;
          } else {
            state.output += nodot;
            prev.output += nodot;
          }
          if (peek() !== "*") {
            state.output += ONE_CHAR;
            prev.output += ONE_CHAR;
          }
        }
        push(token);
      }
      while (state.brackets > 0) {
        if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "]"));
        state.output = utils.escapeLast(state.output, "[");
        decrement("brackets");
      }
      while (state.parens > 0) {
        if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", ")"));
        state.output = utils.escapeLast(state.output, "(");
        decrement("parens");
      }
      while (state.braces > 0) {
        if (opts.strictBrackets === true) throw new SyntaxError(syntaxError("closing", "}"));
        state.output = utils.escapeLast(state.output, "{");
        decrement("braces");
      }
      if (opts.strictSlashes !== true && (prev.type === "star" || prev.type === "bracket")) {
        push({ type: "maybe_slash", value: "", output: `${SLASH_LITERAL}?` });
      }
      if (state.backtrack === true) {
        state.output = "";
        for (const token of state.tokens) {
          state.output += token.output != null ? token.output : token.value;
          if (token.suffix) {
            state.output += token.suffix;
          }
        }
      }
      return state;
    };
    parse.fastpaths = (input, options) => {
      const opts = { ...options };
      const max = typeof opts.maxLength === "number" ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
      const len = input.length;
      if (len > max) {
        throw new SyntaxError(`Input length: ${len}, exceeds maximum allowed length: ${max}`);
      }
      input = REPLACEMENTS[input] || input;
      const {
        DOT_LITERAL,
        SLASH_LITERAL,
        ONE_CHAR,
        DOTS_SLASH,
        NO_DOT,
        NO_DOTS,
        NO_DOTS_SLASH,
        STAR,
        START_ANCHOR
      } = constants2.globChars(opts.windows);
      const nodot = opts.dot ? NO_DOTS : NO_DOT;
      const slashDot = opts.dot ? NO_DOTS_SLASH : NO_DOT;
      const capture = opts.capture ? "" : "?:";
      const state = { negated: false, prefix: "" };
      let star = opts.bash === true ? ".*?" : STAR;
      if (opts.capture) {
        star = `(${star})`;
      }
      const globstar = (opts2) => {
        if (opts2.noglobstar === true) return star;
        return `(${capture}(?:(?!${START_ANCHOR}${opts2.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)`;
      };
      const create = (str) => {
        switch (str) {
          case "*":
            return `${nodot}${ONE_CHAR}${star}`;
          case ".*":
            return `${DOT_LITERAL}${ONE_CHAR}${star}`;
          case "*.*":
            return `${nodot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;
          case "*/*":
            return `${nodot}${star}${SLASH_LITERAL}${ONE_CHAR}${slashDot}${star}`;
          case "**":
            return nodot + globstar(opts);
          case "**/*":
            return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${ONE_CHAR}${star}`;
          case "**/*.*":
            return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${slashDot}${star}${DOT_LITERAL}${ONE_CHAR}${star}`;
          case "**/.*":
            return `(?:${nodot}${globstar(opts)}${SLASH_LITERAL})?${DOT_LITERAL}${ONE_CHAR}${star}`;
          default: {
            const match = /^(.*?)\.(\w+)$/.exec(str);
            if (!match) return;
            const source2 = create(match[1]);
            if (!source2) return;
            return source2 + DOT_LITERAL + match[2];
          }
        }
      };
      const output = utils.removePrefix(input, state);
      let source = create(output);
      if (source && opts.strictSlashes !== true) {
        source += `${SLASH_LITERAL}?`;
      }
      return source;
    };
    module.exports = parse;
  }
});

// node_modules/picomatch/lib/picomatch.js
var require_picomatch = __commonJS({
  "node_modules/picomatch/lib/picomatch.js"(exports, module) {
    "use strict";
    var scan = require_scan();
    var parse = require_parse();
    var utils = require_utils();
    var constants2 = require_constants();
    var isObject = (val) => val && typeof val === "object" && !Array.isArray(val);
    var picomatch = (glob, options, returnState = false) => {
      if (Array.isArray(glob)) {
        const fns = glob.map((input) => picomatch(input, options, returnState));
        const arrayMatcher = (str) => {
          for (const isMatch of fns) {
            const state2 = isMatch(str);
            if (state2) return state2;
          }
          return false;
        };
        return arrayMatcher;
      }
      const isState = isObject(glob) && glob.tokens && glob.input;
      if (glob === "" || typeof glob !== "string" && !isState) {
        throw new TypeError("Expected pattern to be a non-empty string");
      }
      const opts = options || {};
      const posix = opts.windows;
      const regex = isState ? picomatch.compileRe(glob, options) : picomatch.makeRe(glob, options, false, true);
      const state = regex.state;
      delete regex.state;
      let isIgnored = () => false;
      if (opts.ignore) {
        const ignoreOpts = { ...options, ignore: null, onMatch: null, onResult: null };
        isIgnored = picomatch(opts.ignore, ignoreOpts, returnState);
      }
      const matcher = (input, returnObject = false) => {
        const { isMatch, match, output } = picomatch.test(input, regex, options, { glob, posix });
        const result = { glob, state, regex, posix, input, output, match, isMatch };
        if (typeof opts.onResult === "function") {
          opts.onResult(result);
        }
        if (isMatch === false) {
          result.isMatch = false;
          return returnObject ? result : false;
        }
        if (isIgnored(input)) {
          if (typeof opts.onIgnore === "function") {
            opts.onIgnore(result);
          }
          result.isMatch = false;
          return returnObject ? result : false;
        }
        if (typeof opts.onMatch === "function") {
          opts.onMatch(result);
        }
        return returnObject ? result : true;
      };
      if (returnState) {
        matcher.state = state;
      }
      return matcher;
    };
    picomatch.test = (input, regex, options, { glob, posix } = {}) => {
      if (typeof input !== "string") {
        throw new TypeError("Expected input to be a string");
      }
      if (input === "") {
        return { isMatch: false, output: "" };
      }
      const opts = options || {};
      const format = opts.format || (posix ? utils.toPosixSlashes : null);
      let match = input === glob;
      let output = match && format ? format(input) : input;
      if (match === false) {
        output = format ? format(input) : input;
        match = output === glob;
      }
      if (match === false || opts.capture === true) {
        if (opts.matchBase === true || opts.basename === true) {
          match = picomatch.matchBase(input, regex, options, posix);
        } else {
          match = regex.exec(output);
        }
      }
      return { isMatch: Boolean(match), match, output };
    };
    picomatch.matchBase = (input, glob, options, posix = options && options.windows) => {
      const regex = glob instanceof RegExp ? glob : picomatch.makeRe(glob, options);
      return regex.test(utils.basename(input, { windows: posix }));
    };
    picomatch.isMatch = (str, patterns, options) => picomatch(patterns, options)(str);
    picomatch.parse = (pattern, options) => {
      if (Array.isArray(pattern)) return pattern.map((p) => picomatch.parse(p, options));
      return parse(pattern, { ...options, fastpaths: false });
    };
    picomatch.scan = (input, options) => scan(input, options);
    picomatch.compileRe = (state, options, returnOutput = false, returnState = false) => {
      if (returnOutput === true) {
        return state.output;
      }
      const opts = options || {};
      const prepend = opts.contains ? "" : "^";
      const append = opts.contains ? "" : "$";
      let source = `${prepend}(?:${state.output})${append}`;
      if (state && state.negated === true) {
        source = `^(?!${source}).*$`;
      }
      const regex = picomatch.toRegex(source, options);
      if (returnState === true) {
        regex.state = state;
      }
      return regex;
    };
    picomatch.makeRe = (input, options = {}, returnOutput = false, returnState = false) => {
      if (!input || typeof input !== "string") {
        throw new TypeError("Expected a non-empty string");
      }
      let parsed = { negated: false, fastpaths: true };
      if (options.fastpaths !== false && (input[0] === "." || input[0] === "*")) {
        parsed.output = parse.fastpaths(input, options);
      }
      if (!parsed.output) {
        parsed = parse(input, options);
      }
      return picomatch.compileRe(parsed, options, returnOutput, returnState);
    };
    picomatch.toRegex = (source, options) => {
      try {
        const opts = options || {};
        return new RegExp(source, opts.flags || (opts.nocase ? "i" : ""));
      } catch (err) {
        if (options && options.debug === true) throw err;
        return /$^/;
      }
    };
    picomatch.constants = constants2;
    module.exports = picomatch;
  }
});

// node_modules/picomatch/index.js
var require_picomatch2 = __commonJS({
  "node_modules/picomatch/index.js"(exports, module) {
    "use strict";
    var pico = require_picomatch();
    var utils = require_utils();
    function picomatch(glob, options, returnState = false) {
      if (options && (options.windows === null || options.windows === void 0)) {
        options = { ...options, windows: utils.isWindows() };
      }
      return pico(glob, options, returnState);
    }
    Object.assign(picomatch, pico);
    module.exports = picomatch;
  }
});

// node_modules/rollup-plugin-visualizer/dist/plugin/index.js
var import_open = __toESM(require_open(), 1);
import { promises as fs } from "node:fs";
import path2 from "node:path";

// node_modules/rollup-plugin-visualizer/dist/plugin/version.js
var version = 2;

// node_modules/rollup-plugin-visualizer/dist/plugin/compress.js
import * as zlib from "node:zlib";
import { promisify } from "node:util";
var gzip2 = promisify(zlib.gzip);
var brotliCompress2 = promisify(zlib.brotliCompress);
var gzipOptions = (options) => ({
  level: 9,
  ...options
});
var brotliOptions = (options, buffer) => ({
  params: {
    [zlib.constants.BROTLI_PARAM_MODE]: zlib.constants.BROTLI_MODE_TEXT,
    [zlib.constants.BROTLI_PARAM_QUALITY]: zlib.constants.BROTLI_MAX_QUALITY,
    [zlib.constants.BROTLI_PARAM_SIZE_HINT]: buffer.length
  },
  ...options
});
var createGzipCompressor = (options) => (buffer) => gzip2(buffer, gzipOptions(options || {}));
var createGzipSizeGetter = (options) => {
  const compress = createGzipCompressor(options);
  return async (code) => {
    const data = await compress(Buffer.from(code, "utf-8"));
    return data.length;
  };
};
var createBrotliCompressor = (options) => (buffer) => brotliCompress2(buffer, brotliOptions(options || {}, buffer));
var createBrotliSizeGetter = (options) => {
  const compress = createBrotliCompressor(options);
  return async (code) => {
    const data = await compress(Buffer.from(code, "utf-8"));
    return data.length;
  };
};

// node_modules/rollup-plugin-visualizer/dist/plugin/module-mapper.js
import * as crypto from "node:crypto";
var HASH_PLACEHOLDER = "!{ROLLUP_VISUALIZER_HASH_PLACEHOLDER}";
var HASH_PLACEHOLDER_REGEXP = new RegExp(`"${HASH_PLACEHOLDER}-(\\d+)"`, "g");
var getDataHash = (json) => {
  const hash = crypto.createHash("sha1").update(json).digest("hex");
  const hashSub = hash.substring(0, 8);
  return hashSub;
};
var replaceHashPlaceholders = (data) => {
  const json = JSON.stringify(data);
  const hash = getDataHash(json);
  const jsonWithHash = json.replace(HASH_PLACEHOLDER_REGEXP, (_, num) => `"${hash}-${num}"`);
  return jsonWithHash;
};
var ModuleMapper = class {
  projectRoot;
  nodeParts = {};
  nodeMetas = {};
  counter = 0;
  constructor(projectRoot) {
    this.projectRoot = projectRoot;
  }
  trimProjectRootId(moduleId) {
    if (typeof this.projectRoot === "string" && moduleId.startsWith(this.projectRoot)) {
      return moduleId.slice(this.projectRoot.length);
    }
    return moduleId.replace(this.projectRoot, "");
  }
  uniqueId() {
    return `${HASH_PLACEHOLDER}-${this.counter++}`;
  }
  getModuleUid(moduleId) {
    if (!(moduleId in this.nodeMetas)) {
      this.nodeMetas[moduleId] = {
        uid: this.uniqueId(),
        meta: {
          id: this.trimProjectRootId(moduleId),
          moduleParts: {},
          imported: /* @__PURE__ */ new Set(),
          importedBy: /* @__PURE__ */ new Set()
        }
      };
    }
    return this.nodeMetas[moduleId].uid;
  }
  getBundleModuleUid(bundleId, moduleId) {
    if (!(moduleId in this.nodeMetas)) {
      this.nodeMetas[moduleId] = {
        uid: this.uniqueId(),
        meta: {
          id: this.trimProjectRootId(moduleId),
          moduleParts: {},
          imported: /* @__PURE__ */ new Set(),
          importedBy: /* @__PURE__ */ new Set()
        }
      };
    }
    if (!(bundleId in this.nodeMetas[moduleId].meta.moduleParts)) {
      this.nodeMetas[moduleId].meta.moduleParts[bundleId] = this.uniqueId();
    }
    return this.nodeMetas[moduleId].meta.moduleParts[bundleId];
  }
  setNodePart(bundleId, moduleId, value) {
    const uid = this.getBundleModuleUid(bundleId, moduleId);
    if (uid in this.nodeParts) {
      throw new Error(`Override module: bundle id ${bundleId}, module id ${moduleId}, value ${JSON.stringify(value)}, existing value: ${JSON.stringify(this.nodeParts[uid])}`);
    }
    this.nodeParts[uid] = { ...value, metaUid: this.getModuleUid(moduleId) };
    return uid;
  }
  setNodeMeta(moduleId, value) {
    this.getModuleUid(moduleId);
    this.nodeMetas[moduleId].meta.isEntry = value.isEntry;
    this.nodeMetas[moduleId].meta.isExternal = value.isExternal;
  }
  hasNodePart(bundleId, moduleId) {
    if (!(moduleId in this.nodeMetas)) {
      return false;
    }
    if (!(bundleId in this.nodeMetas[moduleId].meta.moduleParts)) {
      return false;
    }
    if (!(this.nodeMetas[moduleId].meta.moduleParts[bundleId] in this.nodeParts)) {
      return false;
    }
    return true;
  }
  getNodeParts() {
    return this.nodeParts;
  }
  getNodeMetas() {
    const nodeMetas = {};
    for (const { uid: metaUid, meta } of Object.values(this.nodeMetas)) {
      nodeMetas[metaUid] = {
        ...meta,
        imported: [...meta.imported].map((rawImport) => {
          const [uid, dynamic] = rawImport.split(",");
          const importData = { uid };
          if (dynamic === "true") {
            importData.dynamic = true;
          }
          return importData;
        }),
        importedBy: [...meta.importedBy].map((rawImport) => {
          const [uid, dynamic] = rawImport.split(",");
          const importData = { uid };
          if (dynamic === "true") {
            importData.dynamic = true;
          }
          return importData;
        })
      };
    }
    return nodeMetas;
  }
  addImportedByLink(targetId, sourceId) {
    const sourceUid = this.getModuleUid(sourceId);
    this.getModuleUid(targetId);
    this.nodeMetas[targetId].meta.importedBy.add(sourceUid);
  }
  addImportedLink(sourceId, targetId, dynamic = false) {
    const targetUid = this.getModuleUid(targetId);
    this.getModuleUid(sourceId);
    this.nodeMetas[sourceId].meta.imported.add(String([targetUid, dynamic]));
  }
};

// node_modules/rollup-plugin-visualizer/dist/shared/types.js
var isModuleTree = (mod) => "children" in mod;

// node_modules/rollup-plugin-visualizer/dist/plugin/data.js
var addToPath = (moduleId, tree, modulePath, node) => {
  if (modulePath.length === 0) {
    throw new Error(`Error adding node to path ${moduleId}`);
  }
  const [head, ...rest] = modulePath;
  if (rest.length === 0) {
    tree.children.push({ ...node, name: head });
    return;
  } else {
    let newTree = tree.children.find((folder) => folder.name === head && isModuleTree(folder));
    if (!newTree) {
      newTree = { name: head, children: [] };
      tree.children.push(newTree);
    }
    addToPath(moduleId, newTree, rest, node);
    return;
  }
};
var mergeSingleChildTrees = (tree) => {
  if (tree.children.length === 1) {
    const child = tree.children[0];
    const name = `${tree.name}/${child.name}`;
    if (isModuleTree(child)) {
      tree.name = name;
      tree.children = child.children;
      return mergeSingleChildTrees(tree);
    } else {
      return {
        name,
        uid: child.uid
      };
    }
  } else {
    tree.children = tree.children.map((node) => {
      if (isModuleTree(node)) {
        return mergeSingleChildTrees(node);
      } else {
        return node;
      }
    });
    return tree;
  }
};
var buildTree = (bundleId, modules, mapper) => {
  const tree = {
    name: bundleId,
    children: []
  };
  for (const { id, renderedLength, gzipLength, brotliLength } of modules) {
    const bundleModuleUid = mapper.setNodePart(bundleId, id, {
      renderedLength,
      gzipLength,
      brotliLength
    });
    const trimmedModuleId = mapper.trimProjectRootId(id);
    const pathParts = trimmedModuleId.split(/\\|\//).filter((p) => p !== "");
    addToPath(trimmedModuleId, tree, pathParts, { uid: bundleModuleUid });
  }
  tree.children = tree.children.map((node) => {
    if (isModuleTree(node)) {
      return mergeSingleChildTrees(node);
    } else {
      return node;
    }
  });
  return tree;
};
var mergeTrees = (trees) => {
  const newTree = {
    name: "root",
    children: trees,
    isRoot: true
  };
  return newTree;
};
var addLinks = (startModuleId, getModuleInfo, mapper, processedNodes = /* @__PURE__ */ new Set()) => {
  const moduleIds = [];
  const enqueue = (moduleId) => {
    if (processedNodes.has(moduleId))
      return;
    processedNodes.add(moduleId);
    moduleIds.push(moduleId);
  };
  enqueue(startModuleId);
  for (const moduleId of moduleIds) {
    const moduleInfo = getModuleInfo(moduleId);
    if (!moduleInfo) {
      continue;
    }
    if (moduleInfo.isEntry) {
      mapper.setNodeMeta(moduleId, { isEntry: true });
    }
    if (moduleInfo.isExternal) {
      mapper.setNodeMeta(moduleId, { isExternal: true });
    }
    for (const importedId of moduleInfo.importedIds) {
      mapper.addImportedByLink(importedId, moduleId);
      mapper.addImportedLink(moduleId, importedId);
      enqueue(importedId);
    }
    for (const importedId of moduleInfo.dynamicallyImportedIds || []) {
      mapper.addImportedByLink(importedId, moduleId);
      mapper.addImportedLink(moduleId, importedId, true);
      enqueue(importedId);
    }
  }
};

// node_modules/rollup-plugin-visualizer/dist/plugin/sourcemap.js
var import_source_map = __toESM(require_source_map(), 1);
import path from "node:path";
var getBytesPerFileUsingSourceMap = (bundleId, code, map, dir) => {
  const modules = {};
  const modulesBySource = /* @__PURE__ */ new Map();
  const bundleDir = path.dirname(path.join(dir, bundleId));
  let line = 1;
  let lineStart = 0;
  let lineEnd = 0;
  let previous;
  const countSpan = (next) => {
    if (previous?.source == null)
      return;
    const start = Math.min(lineStart + previous.generatedColumn, lineEnd);
    const end = next?.generatedLine === previous.generatedLine ? Math.min(lineStart + next.generatedColumn, lineEnd) : lineEnd;
    if (end <= start)
      return;
    let module = modulesBySource.get(previous.source);
    if (module == null) {
      const id = path.resolve(bundleDir, previous.source);
      module = modules[id] ??= { id, renderedLength: 0 };
      modulesBySource.set(previous.source, module);
    }
    module.renderedLength += Buffer.byteLength(code.slice(start, end));
  };
  map.eachMapping((mapping) => {
    if (previous?.generatedLine === mapping.generatedLine && previous.source === mapping.source) {
      return;
    }
    countSpan(mapping);
    while (line < mapping.generatedLine && lineStart < code.length) {
      const newline = code.indexOf("\n", lineStart);
      lineStart = newline === -1 ? code.length : newline + 1;
      line++;
    }
    if (previous?.generatedLine !== mapping.generatedLine) {
      const newline = code.indexOf("\n", lineStart);
      lineEnd = newline === -1 ? code.length : newline + 1;
    }
    previous = mapping;
  }, null, import_source_map.SourceMapConsumer.GENERATED_ORDER);
  countSpan();
  return modules;
};
var getSourcemapModules = (id, outputChunk, dir) => {
  if (outputChunk.map == null) {
    return Promise.resolve({});
  }
  return import_source_map.SourceMapConsumer.with(outputChunk.map, null, (map) => {
    return getBytesPerFileUsingSourceMap(id, outputChunk.code, map, dir);
  });
};

// node_modules/rollup-plugin-visualizer/dist/lib/treemap.css
var treemap_default = ':root {\n  --font-family:\n    -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans",\n    sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji";\n  --background-color: #2b2d42;\n  --text-color: #edf2f4;\n}\n\nhtml {\n  box-sizing: border-box;\n}\n\n*,\n*:before,\n*:after {\n  box-sizing: inherit;\n}\n\nhtml {\n  background-color: var(--background-color);\n  color: var(--text-color);\n  font-family: var(--font-family);\n}\n\nbody {\n  padding: 0;\n  margin: 0;\n}\n\nhtml,\nbody {\n  height: 100%;\n  width: 100%;\n  overflow: hidden;\n}\n\nbody {\n  display: flex;\n  flex-direction: column;\n}\n\nsvg {\n  vertical-align: middle;\n  width: 100%;\n  height: 100%;\n  max-height: 100vh;\n}\n\nmain {\n  flex-grow: 1;\n  height: 100vh;\n  padding: 20px;\n}\n\n.tooltip {\n  position: absolute;\n  z-index: 1070;\n  border: 2px solid;\n  border-radius: 5px;\n  padding: 5px;\n  font-size: 0.875rem;\n  background-color: var(--background-color);\n  color: var(--text-color);\n}\n\n.tooltip-hidden {\n  visibility: hidden;\n  opacity: 0;\n}\n\n.sidebar {\n  position: fixed;\n  top: 0;\n  left: 0;\n  right: 0;\n  display: flex;\n  flex-direction: row;\n  font-size: 0.7rem;\n  align-items: center;\n  margin: 0 50px;\n  height: 20px;\n}\n\n.size-selectors {\n  display: flex;\n  flex-direction: row;\n  align-items: center;\n}\n\n.size-selector {\n  display: flex;\n  flex-direction: row;\n  align-items: center;\n  justify-content: center;\n  margin-right: 1rem;\n}\n.size-selector input {\n  margin: 0 0.3rem 0 0;\n}\n\n.filters {\n  flex: 1;\n  display: flex;\n  flex-direction: row;\n  align-items: center;\n}\n\n.module-filters {\n  display: flex;\n  flex-grow: 1;\n}\n\n.module-filter {\n  display: flex;\n  flex-direction: row;\n  align-items: center;\n  justify-content: center;\n  flex: 1;\n}\n.module-filter input {\n  flex: 1;\n  height: 1rem;\n  padding: 0.01rem;\n  font-size: 0.7rem;\n  margin-left: 0.3rem;\n}\n.module-filter + .module-filter {\n  margin-left: 0.5rem;\n}\n\n.node {\n  cursor: pointer;\n}';

// node_modules/rollup-plugin-visualizer/dist/lib/treemap.js
var treemap_default2 = `var drawChart = (function (exports) {
  'use strict';

  var n,t$1,i$1,u$1,f$2,e$1,o$2,l$1,c$1,a$2,s$1,h$1=Symbol.for("pv"),p$1={},v$1=[],y$1=/^m(i|n|o|s|text|space)$/,w$1=Array.isArray,d$1=v$1.slice,_$1=Object.assign;function g$1(n){n&&n.parentNode&&n.remove();}function m$1(r,i,u,f,e){var o={type:r,props:i,key:u,ref:f,__k:null,__:null,__b:0,__e:null,__c:null,constructor:h$1,__v:e||++t$1,__i:-1,__u:0};return !e&&n.vnode&&n.vnode(o),o}function M(n){return n.children}function x(n,t){this.props=n,this.context=t,this.__g=0;}function S(n,t){if(null==t)return n.__&&S(n.__,n.__i+1);for(var r;t<n.__k.length;t++)if((r=n.__k[t])&&r.__e)return r.__e;return "function"!=typeof n.type||n.props.__P?null:S(n)}function C$2(n){if((n=n.__)&&n.__c&&!n.props.__P)return n.__e=null,n.__k.some(function(t){return t&&(n.__e=t.__e)}),C$2(n)}function j$1(t){(8&t.__g||(t.__g|=8,i$1.push(t),f$2++))&&u$1==n.debounceRendering||((u$1=n.debounceRendering)||queueMicrotask)(L);}function L(){var t,r,o,l,c,a,s,p,v;try{for(r=1;i$1.length;)i$1.length>r&&i$1.sort(e$1),t=i$1.shift(),r=i$1.length,8&t.__g&&(l=void 0,c=void 0,a=(c=(o=t).__v).__e,s=[],p=[],(v=o.__P)&&((l=_$1({constructor:h$1},c)).__v=c.__v+1,n.vnode&&n.vnode(l),V(v,l,c,o.__n,v.namespaceURI,32&c.__u?[a]:null,s,a||S(c),32&c.__u,p),l.__v=c.__v,l.__.__k[l.__i]=l,D$2(s,l,p),c.__=c.__e=null,l.__e!=a&&C$2(l)));}finally{(f$2=i$1.length)&&(u$1||queueMicrotask)(L);}}function H(n,t,r,i,u,f,e,o,l,c,a){var s,h,y,w,d,_,g=i.__k||v$1,k=t.length;for(l=I(r,t,g,l,k),s=0;s<k;s++)null!=(y=r.__k[s])&&(h=~y.__i&&g[y.__i]||p$1,y.__i=s,_=V(n,y,h,u,f,e,o,l,c,a),w=y.__e,(h.ref!=y.ref||8&h.__u)&&(h.ref&&F$1(h.ref,null,y,h),y.ref&&a.push(y.ref,y.__c||w,y)),d=d||w,4&y.__u?(l=q(y,l,n,!h.__v),h.__e&&(h.__e=null)):"function"==typeof y.type&&void 0!==_?l=_:w&&(l=w.nextSibling),y.__u&=-21);return r.__e=d,l}function I(n,t,r,i,u){var f,e,o,l,c,a,s,p,v,y=r.length,d=y,_=0,g=0,k=n.__k=Array(u);for(f=0;f<u;f++)null!=(e=t[f])&&"boolean"!=typeof e&&"function"!=typeof e?("object"!=typeof e||e.constructor===String?e=k[f]=m$1(null,e):w$1(e)?e=k[f]=m$1(M,{children:e}):e.constructor===h$1&&e.__b?e=k[f]=m$1(e.type,e.props,e.key,e.ref,e.__v):k[f]=e,l=f+_,e.__=n,e.__b=n.__b+1,o=null,~(c=e.__i=O(e,r,l,d))&&(d--,(o=r[c])&&(o.__u|=2)),o&&o.__v?(e.__u|=16,c==l-1?_--:c==l+1?_++:c!=l&&(c>l?_--:_++,g=1)):(~c||(u>y?_--:u<y&&_++),"function"!=typeof e.type&&(e.__u|=4))):k[f]=null;if(g){for(a=[],s=[],f=0;f<u;f++)if((e=k[f])&&16&e.__u){for(_=0,p=a.length;_<p;)a[v=_+p>>1]<e.__i?_=v+1:p=v;a[_]=e.__i,s[f]=_+1;}for(_=a.length;f--;)s[f]&&(s[f]==_?_--:k[f].__u|=4);}if(d)for(f=0;f<y;f++)!(o=r[f])||2&o.__u||(o.__e==i&&(i=S(o)),G$1(o,o));return i}function q(n,t,r,i){var u,f,e,o;if("function"==typeof n.type){if(n.props.__P)return t;if(u=n.__k)for(f=0;f<u.length;f++)u[f]&&(u[f].__=n,t=q(u[f],t,r,false));return t}for(t&&!t.parentNode&&(t=S(n))&&!t.parentNode&&(t=null),e=n.__e,o=t;o&&8==o.nodeType;)o=o.nextSibling;for(e!=o&&(!i&&r.moveBefore&&e.parentNode?r.moveBefore(e,t):r.insertBefore(e,t||null)),t=e;(t=t&&t.nextSibling)&&8==t.nodeType&&!t.data.startsWith("$s"););return t}function O(n,t,r,i){var u,f=n.key,e=n.type,o=t[r],l=o&&!(2&o.__u);if(null===o&&null==f||l&&f==o.key&&e==o.type)return r;if(i>(l?1:0)){for(u=r-1;u>=0;u--)if((o=t[u])&&!(2&o.__u)&&f==o.key&&e==o.type)return u;for(u=r+1;u<t.length;u++)if((o=t[u])&&!(2&o.__u)&&f==o.key&&e==o.type)return u}return  -1}function P(n,t,r){null==r&&(r=""),"-"==t[0]?n.setProperty(t,r):n[t]=r;}function T$1(n,t,r,i,u){var f,e;if("style"==t)if("string"==typeof r)n.style.cssText=r;else {if("string"==typeof i&&(n.style.cssText=i=""),i)for(t in i)r&&t in r||P(n.style,t);if(r)for(t in r)i&&r[t]==i[t]||P(n.style,t,r[t]);}else if("o"==t[0]&&"n"==t[1])(n.__e||(n.__e={}))[t]=r,r&&i||(e=a$2[t]||(a$2[t]=N(t)),(n.__a||(n.__a={}))[t]=c$1,f=t!=(t=t.replace(l$1,"$1")),(t=t.slice(2))[0]<"a"&&(t=t.toLowerCase()),r?n.addEventListener(t,e,f):n.removeEventListener(t,e,f));else {if("http://www.w3.org/2000/svg"==u)t=t.replace(/xlink(H|:h)/,"h").replace(/sName$/,"s");else if("width"!=t&&"height"!=t&&"href"!=t&&"list"!=t&&"form"!=t&&"tabIndex"!=t&&"download"!=t&&"rowSpan"!=t&&"colSpan"!=t&&"role"!=t&&"popover"!=t&&t in n)try{return void(n[t]=null==r?"":r)}catch(n){}if("function"==typeof r)return;null==r||false===r&&"-"!=t[4]?n.removeAttribute(t):n.setAttribute(t,"popover"==t&&1==r?"":r);}}function N(t){return function(r){var i=this.__e;if(i){if(i=i[t],null==r[o$2])r[o$2]=c$1++;else if(r[o$2]<this.__a[t])return;return i(n.event?n.event(r):r)}}}function V(t,r,i,u,f,e,o,l,c,a){var s,p,y,d,k,b,m,$,C,j,L,I,q,A,O,P,T,N,V=r.type;if(r.constructor!==h$1)return null;128&i.__u&&(c=32&i.__u,s=i.__c.__z)&&(r.__u|=c,p=e=[],8==s.nodeType?l=z$1(s,e):e.push(s),l=e[0]||l),(s=n.__b)&&s(r);n:if("function"==typeof V){y=o.length;try{if($=r.props,C=(s=V.prototype)&&s.render,j=(s=V.contextType)&&u[s.__c],L=s?j?j.props.value:s.__:u,(d=i.__c)?(r.__c=d,2&d.__g&&(d.__g|=1)):(C?r.__c=d=new V($,L):(r.__c=d=new x($,L),d.constructor=V,d.render=J),j&&j.sub(d),d.state||(d.state={}),d.__n=u,d.__g|=8,d.__h=[],d.__k=[]),C&&(d.__s||(d.__s=d.state),V.getDerivedStateFromProps&&(d.__s==d.state&&(d.__s=_$1({},d.__s)),_$1(d.__s,V.getDerivedStateFromProps($,d.__s)))),k=d.props,b=d.state,d.__v=r,i.__c){if($!==k&&C&&!V.getDerivedStateFromProps&&d.componentWillReceiveProps&&d.componentWillReceiveProps($,L),r.__v==i.__v&&!(8&d.__g)||!(4&d.__g)&&d.shouldComponentUpdate&&!1===d.shouldComponentUpdate($,d.__s,L)){r.__v!=i.__v&&(d.props=$,d.state=d.__s,d.__g&=-9),r.__e=i.__e,r.__k=i.__k,r.__k.some(function(n){n&&(n.__=r);}),v$1.push.apply(d.__h,d.__k),d.__k=[],d.__h.length&&o.push(d),l=S(i);break n}d.componentWillUpdate&&d.componentWillUpdate($,d.__s,L),C&&d.componentDidUpdate&&d.__h.push(function(){d.componentDidUpdate(k,b,m);});}else C&&!V.getDerivedStateFromProps&&d.componentWillMount&&d.componentWillMount(),C&&d.componentDidMount&&d.__h.push(d.componentDidMount);if(d.context=L,d.props=$,d.__P=t,d.__g&=-5,I=n.__r,q=0,C)d.state=d.__s,d.__g&=-9,I&&I(r),s=d.render(d.props,d.state,d.context),v$1.push.apply(d.__h,d.__k),d.__k=[];else do{d.__g&=-9,I&&I(r),s=d.render(d.props,d.state,d.context),d.state=d.__s;}while(8&d.__g&&++q<25);d.state=d.__s,d.getChildContext&&(u=_$1({},u,d.getChildContext())),C&&i.__c&&d.getSnapshotBeforeUpdate&&(m=d.getSnapshotBeforeUpdate(k,b)),A=s&&s.type===M&&null==s.key?s.props.children:s,$.__P&&(s=l,f=(t=$.__P).namespaceURI,c=e=null,i.props&&i.props.__P!=t&&(i.__k.some(function(n){n&&G$1(n,n);}),i.__k=null),l=i.__k?S(i,0):null),l=H(t,w$1(A)?A:[A],r,i,u,f,e,o,l,c,a),$.__P&&(r.__e=null,l=s),r.__u&=-161,p&&p.some(g$1),d.__h.length&&o.push(d),1&d.__g&&(d.__g&=-4);}catch(t){if(o.length=y,r.__v=null,c||e)if(t.then){if(O=0,r.__u|=128|c,e){for(~(T=e.indexOf(l||void 0))||(T=e.length);(N=e[T-1])&&8==N.nodeType;)T--;for(;T<e.length;T++)if(N=e[T])if(e[T]=null,8==N.nodeType){if(N.data.startsWith("$s"))O++||(P=N);else if(O&&N.data.startsWith("/$s")&&!--O)break}else if(!O)break}if(!P){for(;l&&8==l.nodeType&&l.nextSibling;)l=l.nextSibling;P=l;}(s=z$1(P=r.__c.__z||(r.__c.__z=P)))?(r.__e=P,l=s):r.__e=l,l=l&&l.nextSibling;}else e&&e.some(g$1);else r.__e=i.__e;r.__k||(r.__k=i.__k||[]),t.then||B$2(r),n.__e(t,r,i);}}else l=r.__e=E$2(i.__e,r,i,u,f,e,o,c,a,t);return (s=n.diffed)&&s(r),l}function z$1(n,t){if(n&&8==n.nodeType&&n.data.startsWith("$s"))for(var r=1;n=n.nextSibling;){if(8==n.nodeType)if(n.data.startsWith("$s"))r++;else if(n.data.startsWith("/$s")&&!--r)return n;t&&t.push(n);}}function B$2(n){n&&(n.__c&&(n.__c.__g|=4),n.__k&&n.__k.some(B$2));}function D$2(t,r,i){for(var u=0;u<i.length;)F$1(i[u++],i[u++],i[u++]);n.__c&&n.__c(r,t),t.some(function(r){try{t=r.__h,r.__h=[],t.some(function(n){n.call(r);});}catch(t){n.__e(t,r.__v);}});}function E$2(t,r,i,u,f,e,o,l,c,a){var s,h,v,_,k,b,m,$,M,x=i.props||p$1,C=r.props,j=r.type;if("svg"==j?f="http://www.w3.org/2000/svg":"math"==j?f="http://www.w3.org/1998/Math/MathML":f||(f="http://www.w3.org/1999/xhtml"),e)for(s=0;s<e.length;s++)if((k=e[s])&&(j?k.localName==j:3==k.nodeType)){t=k,e[s]=null;break}if(!t){if($=a.ownerDocument||document,!j)return $.createTextNode(C);t=$.createElementNS(f,j,C.is&&C),l&&(n.__m&&n.__m(r,e),l=false),e=null;}if(j){if(a="template"==j&&t.content||t,e="textarea"==j&&null!=C.defaultValue?null:e&&d$1.call(a.childNodes),!l&&e)for(x={},s=0;s<t.attributes.length;s++)x[(k=t.attributes[s]).name]=k.value;for(s in x)k=x[s],"dangerouslySetInnerHTML"==s?v=k:"children"==s||s in C||"value"==s&&"defaultValue"in C||"checked"==s&&"defaultChecked"in C||T$1(t,s,null,k,f);for(s in M=1&i.__u,C)k=C[s],"children"==s?_=k:"dangerouslySetInnerHTML"==s?h=k:"value"==s?b=k:"checked"==s?m=k:l&&"function"!=typeof k||!(x[s]!==k||M&&null!=k)||T$1(t,s,k,x[s],f);h?(l||v&&(h.__html==v.__html||h.__html==t.innerHTML)||(t.innerHTML=h.__html),r.__k=[]):(v&&(t.textContent=""),("foreignObject"==j||"http://www.w3.org/1998/Math/MathML"==f&&y$1.test(j))&&(f="http://www.w3.org/1999/xhtml"),H(a,w$1(_)?_:[_],r,i,u,f,e,o,e?e[0]:i.__k&&S(i,0),l,c),e&&e.some(g$1)),l&&"textarea"!=j||(s="value","progress"==j&&null==b?t.removeAttribute(s):null==b||b===t[s]&&("progress"!=j||b)||T$1(t,s,b,x[s],f),s="checked",null!=m&&m!=t[s]&&T$1(t,s,m,x[s],f));}else x===C||l&&t.data==C||(t.data=C);return t}function F$1(t,r,i,u){try{"function"==typeof t?r?r.__x=t(r)||1:u&&(u=u.__c||u.__e)&&(r=u.__x)&&(u.__x=null,"function"==typeof r?r():t(null)):t.current=r;}catch(t){n.__e(t,i);}}function G$1(t,r,i){var u,f,e,o;if(n.unmount&&n.unmount(t),!(u=t.ref)||u.current&&u.current!=t.__e||F$1(u,null,r,t),u=t.__c){if(u.componentWillUnmount)try{u.componentWillUnmount();}catch(t){n.__e(t,r);}u.__P=u.__n=null;}if(u=t.__k)for(o=0;o<u.length;o++)u[o]&&G$1(u[o],r,"function"!=typeof t.type||i&&!t.props.__P);!i&&(u=t.__c)&&(u=u.__z)&&(f=z$1(u,e=[]))&&(u==t.__e&&e.some(g$1),g$1(f),g$1(u)),(u=t.__e)&&(i||g$1(u),u.__e&&(u.__e=null)),t.__e=t.__c=t.__=null;}function J(n,t,r){return this.constructor(n,r)}function K$1(t,r){var i,u,f,e;n.__&&n.__(t,r),9==r.nodeType&&(r=r.documentElement),u=(i=t&&32&t.__u)?null:r.__k,r.__k=m$1(M,{children:[t]}),f=[],e=[],V(r,r.__k,u||p$1,p$1,r.namespaceURI,u?null:r.firstChild?d$1.call(r.childNodes):null,f,u?u.__e:r.firstChild,i,e),D$2(f,r.__k,e),r.__k.props.children=null;}function R(n){function t(n){var r,i;return this.getChildContext||(r=new Set,(i={})[t.__c]=this,this.getChildContext=function(){return i},this.shouldComponentUpdate=function(n){this.props.value!=n.value&&r.forEach(function(n){n.__g|=4,j$1(n);});},this.sub=function(n){r.add(n);var t=n.componentWillUnmount;n.componentWillUnmount=function(){r.delete(n),t&&t.call(n);};}),n.children}return t.__c="__cC"+s$1++,t.__=n,t.Provider=(t.Consumer=function(n,t){return n.children(t)}).contextType=t,t}n={__e:function(n,t,r,i){for(var u,e,o;t=t.__;)if((u=t.__c)&&!(1&u.__g)){u.__g|=4;try{if((o=(e=u.constructor)&&e.getDerivedStateFromError)&&u.setState(e.getDerivedStateFromError(n)),u.componentDidCatch&&(u.componentDidCatch(n,i||{}),o=1),o&&8&u.__g)return void(u.__g|=2)}catch(t){n=t;}}throw f$2=0,n}},t$1=0,x.prototype.setState=function(n,t){var r=this.__s;r&&r!=this.state||(r=this.__s=_$1({},this.state)),"function"==typeof n&&(n=n(_$1({},r),this.props)),n&&(_$1(r,n),this.__v&&(t&&this.__k.push(t),j$1(this)));},x.prototype.forceUpdate=function(n){this.__v&&(this.__g|=4,n&&this.__h.push(n),j$1(this));},x.prototype.render=M,i$1=[],f$2=0,e$1=function(n,t){return n.__v.__b-t.__v.__b},o$2=Symbol(),l$1=/(PointerCapture)$|Capture$/i,c$1=0,a$2={},s$1=0;

  var f$1=Symbol.for("pv"),o$1=0;function a$1(t,e,n$1,u,a,i){e||(e={});var c,l,p=e;if("ref"in p&&"function"!=typeof t)for(l in p={},e)"ref"==l?c=e[l]:p[l]=e[l];var s={type:t,props:p,key:n$1,ref:c,__k:null,__:null,__b:0,__e:null,__c:null,constructor:f$1,__v:--o$1,__i:-1,__u:0};return n.vnode&&n.vnode(s),s}

  // https://d3js.org/d3-hierarchy/ v3.1.3 Copyright 2010-2026 Mike Bostock

  function count$1(node) {
    var sum = 0,
        children = node.children,
        i = children && children.length;
    if (!i) sum = 1;
    else while (--i >= 0) sum += children[i].value;
    node.value = sum;
  }

  function node_count() {
    return this.eachAfter(count$1);
  }

  function node_each(callback, that) {
    let index = -1;
    for (const node of this) {
      callback.call(that, node, ++index, this);
    }
    return this;
  }

  function node_eachBefore(callback, that) {
    var node = this, nodes = [node], children, i, index = -1;
    while (node = nodes.pop()) {
      callback.call(that, node, ++index, this);
      if (children = node.children) {
        for (i = children.length - 1; i >= 0; --i) {
          nodes.push(children[i]);
        }
      }
    }
    return this;
  }

  function node_eachAfter(callback, that) {
    var node = this, nodes = [node], next = [], children, i, n, index = -1;
    while (node = nodes.pop()) {
      next.push(node);
      if (children = node.children) {
        for (i = 0, n = children.length; i < n; ++i) {
          nodes.push(children[i]);
        }
      }
    }
    while (node = next.pop()) {
      callback.call(that, node, ++index, this);
    }
    return this;
  }

  function node_find(callback, that) {
    let index = -1;
    for (const node of this) {
      if (callback.call(that, node, ++index, this)) {
        return node;
      }
    }
  }

  function node_sum(value) {
    return this.eachAfter(function(node) {
      var sum = +value(node.data) || 0,
          children = node.children,
          i = children && children.length;
      while (--i >= 0) sum += children[i].value;
      node.value = sum;
    });
  }

  function node_sort(compare) {
    return this.eachBefore(function(node) {
      if (node.children) {
        node.children.sort(compare);
      }
    });
  }

  function node_path(end) {
    var start = this,
        ancestor = leastCommonAncestor(start, end),
        nodes = [start];
    while (start !== ancestor) {
      start = start.parent;
      nodes.push(start);
    }
    var k = nodes.length;
    while (end !== ancestor) {
      nodes.splice(k, 0, end);
      end = end.parent;
    }
    return nodes;
  }

  function leastCommonAncestor(a, b) {
    if (a === b) return a;
    var aNodes = a.ancestors(),
        bNodes = b.ancestors(),
        c = null;
    a = aNodes.pop();
    b = bNodes.pop();
    while (a === b) {
      c = a;
      a = aNodes.pop();
      b = bNodes.pop();
    }
    return c;
  }

  function node_ancestors() {
    var node = this, nodes = [node];
    while (node = node.parent) {
      nodes.push(node);
    }
    return nodes;
  }

  function node_descendants() {
    return Array.from(this);
  }

  function node_leaves() {
    var leaves = [];
    this.eachBefore(function(node) {
      if (!node.children) {
        leaves.push(node);
      }
    });
    return leaves;
  }

  function node_links() {
    var root = this, links = [];
    root.each(function(node) {
      if (node !== root) { // Don’t include the root’s parent, if any.
        links.push({source: node.parent, target: node});
      }
    });
    return links;
  }

  function* node_iterator() {
    var node = this, current, next = [node], children, i, n;
    do {
      current = next.reverse(), next = [];
      while (node = current.pop()) {
        yield node;
        if (children = node.children) {
          for (i = 0, n = children.length; i < n; ++i) {
            next.push(children[i]);
          }
        }
      }
    } while (next.length);
  }

  function hierarchy(data, children) {
    if (data instanceof Map) {
      data = [undefined, data];
      if (children === undefined) children = mapChildren;
    } else if (children === undefined) {
      children = objectChildren;
    }

    var root = new Node$1(data),
        node,
        nodes = [root],
        child,
        childs,
        i,
        n;

    while (node = nodes.pop()) {
      if ((childs = children(node.data)) && (n = (childs = Array.from(childs)).length)) {
        node.children = childs;
        for (i = n - 1; i >= 0; --i) {
          nodes.push(child = childs[i] = new Node$1(childs[i]));
          child.parent = node;
          child.depth = node.depth + 1;
        }
      }
    }

    return root.eachBefore(computeHeight);
  }

  function node_copy() {
    return hierarchy(this).eachBefore(copyData);
  }

  function objectChildren(d) {
    return d.children;
  }

  function mapChildren(d) {
    return Array.isArray(d) ? d[1] : null;
  }

  function copyData(node) {
    if (node.data.value !== undefined) node.value = node.data.value;
    node.data = node.data.data;
  }

  function computeHeight(node) {
    var height = 0;
    do node.height = height;
    while ((node = node.parent) && (node.height < ++height));
  }

  function Node$1(data) {
    this.data = data;
    this.depth =
    this.height = 0;
    this.parent = null;
  }

  Node$1.prototype = hierarchy.prototype = {
    constructor: Node$1,
    count: node_count,
    each: node_each,
    eachAfter: node_eachAfter,
    eachBefore: node_eachBefore,
    find: node_find,
    sum: node_sum,
    sort: node_sort,
    path: node_path,
    ancestors: node_ancestors,
    descendants: node_descendants,
    leaves: node_leaves,
    links: node_links,
    copy: node_copy,
    [Symbol.iterator]: node_iterator
  };

  function required(f) {
    if (typeof f !== "function") throw new Error;
    return f;
  }

  function constantZero() {
    return 0;
  }

  function constant$1(x) {
    return function() {
      return x;
    };
  }

  function roundNode(node) {
    node.x0 = Math.round(node.x0);
    node.y0 = Math.round(node.y0);
    node.x1 = Math.round(node.x1);
    node.y1 = Math.round(node.y1);
  }

  function treemapDice(parent, x0, y0, x1, y1) {
    var nodes = parent.children,
        node,
        i = -1,
        n = nodes.length,
        k = parent.value && (x1 - x0) / parent.value;

    while (++i < n) {
      node = nodes[i], node.y0 = y0, node.y1 = y1;
      node.x0 = x0, node.x1 = x0 += node.value * k;
    }
  }

  Object.create(Node$1.prototype);

  function treemapSlice(parent, x0, y0, x1, y1) {
    var nodes = parent.children,
        node,
        i = -1,
        n = nodes.length,
        k = parent.value && (y1 - y0) / parent.value;

    while (++i < n) {
      node = nodes[i], node.x0 = x0, node.x1 = x1;
      node.y0 = y0, node.y1 = y0 += node.value * k;
    }
  }

  var phi = (1 + Math.sqrt(5)) / 2;

  function squarifyRatio(ratio, parent, x0, y0, x1, y1) {
    var rows = [],
        nodes = parent.children,
        row,
        nodeValue,
        i0 = 0,
        i1 = 0,
        n = nodes.length,
        dx, dy,
        value = parent.value,
        sumValue,
        minValue,
        maxValue,
        newRatio,
        minRatio,
        alpha,
        beta;

    while (i0 < n) {
      dx = x1 - x0, dy = y1 - y0;

      // Find the next non-empty node.
      do sumValue = nodes[i1++].value; while (!sumValue && i1 < n);
      minValue = maxValue = sumValue;
      alpha = Math.max(dy / dx, dx / dy) / (value * ratio);
      beta = sumValue * sumValue * alpha;
      minRatio = Math.max(maxValue / beta, beta / minValue);

      // Keep adding nodes while the aspect ratio maintains or improves.
      for (; i1 < n; ++i1) {
        sumValue += nodeValue = nodes[i1].value;
        if (nodeValue < minValue) minValue = nodeValue;
        if (nodeValue > maxValue) maxValue = nodeValue;
        beta = sumValue * sumValue * alpha;
        newRatio = Math.max(maxValue / beta, beta / minValue);
        if (newRatio > minRatio) { sumValue -= nodeValue; break; }
        minRatio = newRatio;
      }

      // Position and record the row orientation.
      rows.push(row = {value: sumValue, dice: dx < dy, children: nodes.slice(i0, i1)});
      if (row.dice) treemapDice(row, x0, y0, x1, value ? y0 += dy * sumValue / value : y1);
      else treemapSlice(row, x0, y0, value ? x0 += dx * sumValue / value : x1, y1);
      value -= sumValue, i0 = i1;
    }

    return rows;
  }

  var squarify = (function custom(ratio) {

    function squarify(parent, x0, y0, x1, y1) {
      squarifyRatio(ratio, parent, x0, y0, x1, y1);
    }

    squarify.ratio = function(x) {
      return custom((x = +x) > 1 ? x : 1);
    };

    return squarify;
  })(phi);

  function index() {
    var tile = squarify,
        round = false,
        dx = 1,
        dy = 1,
        paddingStack = [0],
        paddingInner = constantZero,
        paddingTop = constantZero,
        paddingRight = constantZero,
        paddingBottom = constantZero,
        paddingLeft = constantZero;

    function treemap(root) {
      root.x0 =
      root.y0 = 0;
      root.x1 = dx;
      root.y1 = dy;
      root.eachBefore(positionNode);
      paddingStack = [0];
      if (round) root.eachBefore(roundNode);
      return root;
    }

    function positionNode(node) {
      var p = paddingStack[node.depth],
          x0 = node.x0 + p,
          y0 = node.y0 + p,
          x1 = node.x1 - p,
          y1 = node.y1 - p;
      if (x1 < x0) x0 = x1 = (x0 + x1) / 2;
      if (y1 < y0) y0 = y1 = (y0 + y1) / 2;
      node.x0 = x0;
      node.y0 = y0;
      node.x1 = x1;
      node.y1 = y1;
      if (node.children) {
        p = paddingStack[node.depth + 1] = paddingInner(node) / 2;
        x0 += paddingLeft(node) - p;
        y0 += paddingTop(node) - p;
        x1 -= paddingRight(node) - p;
        y1 -= paddingBottom(node) - p;
        if (x1 < x0) x0 = x1 = (x0 + x1) / 2;
        if (y1 < y0) y0 = y1 = (y0 + y1) / 2;
        tile(node, x0, y0, x1, y1);
      }
    }

    treemap.round = function(x) {
      return arguments.length ? (round = !!x, treemap) : round;
    };

    treemap.size = function(x) {
      return arguments.length ? (dx = +x[0], dy = +x[1], treemap) : [dx, dy];
    };

    treemap.tile = function(x) {
      return arguments.length ? (tile = required(x), treemap) : tile;
    };

    treemap.padding = function(x) {
      return arguments.length ? treemap.paddingInner(x).paddingOuter(x) : treemap.paddingInner();
    };

    treemap.paddingInner = function(x) {
      return arguments.length ? (paddingInner = typeof x === "function" ? x : constant$1(+x), treemap) : paddingInner;
    };

    treemap.paddingOuter = function(x) {
      return arguments.length ? treemap.paddingTop(x).paddingRight(x).paddingBottom(x).paddingLeft(x) : treemap.paddingTop();
    };

    treemap.paddingTop = function(x) {
      return arguments.length ? (paddingTop = typeof x === "function" ? x : constant$1(+x), treemap) : paddingTop;
    };

    treemap.paddingRight = function(x) {
      return arguments.length ? (paddingRight = typeof x === "function" ? x : constant$1(+x), treemap) : paddingRight;
    };

    treemap.paddingBottom = function(x) {
      return arguments.length ? (paddingBottom = typeof x === "function" ? x : constant$1(+x), treemap) : paddingBottom;
    };

    treemap.paddingLeft = function(x) {
      return arguments.length ? (paddingLeft = typeof x === "function" ? x : constant$1(+x), treemap) : paddingLeft;
    };

    return treemap;
  }

  var resquarify = (function custom(ratio) {

    function resquarify(parent, x0, y0, x1, y1) {
      if ((rows = parent._squarify) && (rows.ratio === ratio)) {
        var rows,
            row,
            nodes,
            i,
            j = -1,
            n,
            m = rows.length,
            value = parent.value;

        while (++j < m) {
          row = rows[j], nodes = row.children;
          for (i = row.value = 0, n = nodes.length; i < n; ++i) row.value += nodes[i].value;
          if (row.dice) treemapDice(row, x0, y0, x1, value ? y0 += (y1 - y0) * row.value / value : y1);
          else treemapSlice(row, x0, y0, value ? x0 += (x1 - x0) * row.value / value : x1, y1);
          value -= row.value;
        }
      } else {
        parent._squarify = rows = squarifyRatio(ratio, parent, x0, y0, x1, y1);
        rows.ratio = ratio;
      }
    }

    resquarify.ratio = function(x) {
      return custom((x = +x) > 1 ? x : 1);
    };

    return resquarify;
  })(phi);

  const isModuleTree = (mod) => "children" in mod;

  let count = 0;
  class Id {
      constructor(id) {
          this.idValue = id;
          const url = new URL(window.location.href);
          url.hash = id;
          this.hrefValue = url.toString();
      }
      get id() {
          return this.idValue;
      }
      get href() {
          return this.hrefValue;
      }
      toString() {
          return \`url(\${this.href})\`;
      }
  }
  function generateUniqueId(name) {
      count += 1;
      const id = ["O", name, count].filter(Boolean).join("-");
      return new Id(id);
  }

  const LABELS = {
      renderedLength: "Rendered",
      gzipLength: "Gzip",
      brotliLength: "Brotli",
  };
  const getAvailableSizeOptions = (options) => {
      const availableSizeProperties = ["renderedLength"];
      if (options.gzip) {
          availableSizeProperties.push("gzipLength");
      }
      if (options.brotli) {
          availableSizeProperties.push("brotliLength");
      }
      return availableSizeProperties;
  };

  var t,r,u,i,o=Object.is,f=0,c=[],e=[],a=n,v=a.__b,l=a.__r,m=a.diffed,h=a.__c,s=a.unmount,p=a.__;function y(n,t){a.__h&&a.__h(r,n,f||t),f=0;var u=r.__H||(r.__H={__:[],__h:[]});return n>=u.__.length&&u.__.push({}),u.__[n]}function d(n){return f=1,_(G,n)}function _(n,u,i){var f=y(t++,2);if(f.t=n,!f.__c&&(f.__=[G(void 0,u),function(n){var t=f.__N?f.__N[0]:f.__[0],r=f.t(t,n);o(t,r)||(f.__N=[r,f.__[1]],f.__c.setState({}));}],f.__c=r,!r.__f)){r.__f=true;var c=r.shouldComponentUpdate;r.shouldComponentUpdate=function(n,t,r){var u=this.__H;if(!u)return  true;var i=false,f=this.props!=n;if(u.__.some(function(n){n.__N&&(i=true,o(n.__[0],n.__N[0])||(f=true));}),c){var e=c.call(this,n,t,r);return i?e||f:e}return !i||f};}return f.__}function A$1(n,u){var i=y(t++,3);!a.__s&&E$1(i.__H,u)&&(i.__P=true,i.__=n,i.u=u,r.__H.__h.push(i));}function F(n,u){var i=y(t++,4);!a.__s&&E$1(i.__H,u)&&(i.__P=false,i.__=n,i.u=u,r.__h.push(i));}function T(n){return f=5,w(function(){return {current:n}},[])}function w(n,r){var u=y(t++,7);return E$1(u.__H,r)&&(u.__=n(),u.__H=r),u.__}function b(n,t){return f=8,w(function(){return n},t)}function j(n){var u=r.context[n.__c],i=y(t++,9);return i.c=n,u?(null==i.__&&(i.__=true,u.sub(r)),u.props.value):n.__}function g(){var n;do{for(;n=e.shift();)try{C$1(n);}catch(t){a.__e(t,{__:(n=n.__P)&&n.__v});}for(;n=c.shift();){var t=n.__H;if(n.__P&&t)try{t.__h.some(C$1),t.__h.some(D$1),t.__h=[];}catch(r){t.__h=[],a.__e(r,n.__v);}}}while(e.length)}a.__b=function(n){r=null,v&&v(n);},a.__=function(n,t){n&&t.__k&&t.__k.__m&&(n.__m=t.__k.__m),p&&p(n,t);},a.__r=function(n){l&&l(n),t=0;var i=(r=n.__c).__H;i&&(u==r?r.__h=[]:(i.__h.some(C$1),i.__h.some(D$1),t=0),i.__h=[],i.__.some(function(n){n.__N&&(n.__=n.__N),n.u=n.__N=void 0;})),u=r;},a.diffed=function(n){m&&m(n);var t=n.__c;t&&t.__H&&(t.__H.__h.length&&B$1(c.push(t)),t.__H.__.some(function(n){n.u&&(n.__H=n.u);})),u=r=null;},a.__c=function(n,t){t.some(function(n){try{n.__h.some(C$1),n.__h=n.__h.filter(function(n){return !n.__||D$1(n)});}catch(t){n.__h=[function(){throw t}];}}),h&&h(n,t);},a.unmount=function(n){s&&s(n);var t,r,u=n.__c;u&&u.__H&&(u.__H.__.some(function(u){try{if(u.__P&&u.__c){if(void 0===r){for(r=n.__;r&&(!r.__c||!r.__c.__P);)r=r.__;r=r&&r.__c;}u.__P=r,B$1(e.push(u));}else C$1(u);}catch(n){t=n;}}),u.__H=void 0,t&&a.__e(t,u.__v));};var k="function"==typeof requestAnimationFrame;function z(n){var t,r=function(){clearTimeout(u),k&&cancelAnimationFrame(t),setTimeout(n);},u=setTimeout(r,35);k&&(t=requestAnimationFrame(r));}function B$1(n){1!=n&&i==a.requestAnimationFrame||((i=a.requestAnimationFrame)||z)(g);}function C$1(n){var t=r,u=n.__c;"function"==typeof u&&(n.__c=void 0,u()),r=t;}function D$1(n){var t=r;n.__c=n.__(),r=t;}function E$1(n,t){return !n||n.length!=t.length||t.some(function(t,r){return !o(t,n[r])})}function G(n,t){return "function"==typeof t?t(n):t}

  const PLACEHOLDER = "*/**/file.js";
  const SideBar = ({ availableSizeProperties, sizeProperty, setSizeProperty, onExcludeChange, onIncludeChange, }) => {
      const [includeValue, setIncludeValue] = d("");
      const [excludeValue, setExcludeValue] = d("");
      const handleSizePropertyChange = (sizeProp) => () => {
          if (sizeProp !== sizeProperty) {
              setSizeProperty(sizeProp);
          }
      };
      const handleIncludeChange = (event) => {
          const value = event.currentTarget.value;
          setIncludeValue(value);
          onIncludeChange(value);
      };
      const handleExcludeChange = (event) => {
          const value = event.currentTarget.value;
          setExcludeValue(value);
          onExcludeChange(value);
      };
      return (a$1("aside", { className: "sidebar", children: [a$1("div", { className: "size-selectors", children: availableSizeProperties.length > 1 &&
                      availableSizeProperties.map((sizeProp) => {
                          const id = \`selector-\${sizeProp}\`;
                          return (a$1("div", { className: "size-selector", children: [a$1("input", { type: "radio", id: id, checked: sizeProp === sizeProperty, onChange: handleSizePropertyChange(sizeProp) }), a$1("label", { htmlFor: id, children: LABELS[sizeProp] })] }, sizeProp));
                      }) }), a$1("div", { className: "module-filters", children: [a$1("div", { className: "module-filter", children: [a$1("label", { htmlFor: "module-filter-exclude", children: "Exclude" }), a$1("input", { type: "text", id: "module-filter-exclude", value: excludeValue, onInput: handleExcludeChange, placeholder: PLACEHOLDER })] }), a$1("div", { className: "module-filter", children: [a$1("label", { htmlFor: "module-filter-include", children: "Include" }), a$1("input", { type: "text", id: "module-filter-include", value: includeValue, onInput: handleIncludeChange, placeholder: PLACEHOLDER })] })] })] }));
  };

  function getDefaultExportFromCjs (x) {
  	return x && x.__esModule && Object.prototype.hasOwnProperty.call(x, 'default') ? x['default'] : x;
  }

  var utils = {};

  var constants$1;
  var hasRequiredConstants;

  function requireConstants () {
  	if (hasRequiredConstants) return constants$1;
  	hasRequiredConstants = 1;

  	const WIN_SLASH = '\\\\\\\\/';
  	const WIN_NO_SLASH = \`[^\${WIN_SLASH}]\`;

  	const DEFAULT_MAX_EXTGLOB_RECURSION = 0;

  	/**
  	 * Posix glob regex
  	 */

  	const DOT_LITERAL = '\\\\.';
  	const PLUS_LITERAL = '\\\\+';
  	const QMARK_LITERAL = '\\\\?';
  	const SLASH_LITERAL = '\\\\/';
  	const ONE_CHAR = '(?=.)';
  	const QMARK = '[^/]';
  	const END_ANCHOR = \`(?:\${SLASH_LITERAL}|$)\`;
  	const START_ANCHOR = \`(?:^|\${SLASH_LITERAL})\`;
  	const DOTS_SLASH = \`\${DOT_LITERAL}{1,2}\${END_ANCHOR}\`;
  	const NO_DOT = \`(?!\${DOT_LITERAL})\`;
  	const NO_DOTS = \`(?!\${START_ANCHOR}\${DOTS_SLASH})\`;
  	const NO_DOT_SLASH = \`(?!\${DOT_LITERAL}{0,1}\${END_ANCHOR})\`;
  	const NO_DOTS_SLASH = \`(?!\${DOTS_SLASH})\`;
  	const QMARK_NO_DOT = \`[^.\${SLASH_LITERAL}]\`;
  	const STAR = \`\${QMARK}*?\`;
  	const SEP = '/';

  	const POSIX_CHARS = {
  	  DOT_LITERAL,
  	  PLUS_LITERAL,
  	  QMARK_LITERAL,
  	  SLASH_LITERAL,
  	  ONE_CHAR,
  	  QMARK,
  	  END_ANCHOR,
  	  DOTS_SLASH,
  	  NO_DOT,
  	  NO_DOTS,
  	  NO_DOT_SLASH,
  	  NO_DOTS_SLASH,
  	  QMARK_NO_DOT,
  	  STAR,
  	  START_ANCHOR,
  	  SEP
  	};

  	/**
  	 * Windows glob regex
  	 */

  	const WINDOWS_CHARS = {
  	  ...POSIX_CHARS,

  	  SLASH_LITERAL: \`[\${WIN_SLASH}]\`,
  	  QMARK: WIN_NO_SLASH,
  	  STAR: \`\${WIN_NO_SLASH}*?\`,
  	  DOTS_SLASH: \`\${DOT_LITERAL}{1,2}(?:[\${WIN_SLASH}]|$)\`,
  	  NO_DOT: \`(?!\${DOT_LITERAL})\`,
  	  NO_DOTS: \`(?!(?:^|[\${WIN_SLASH}])\${DOT_LITERAL}{1,2}(?:[\${WIN_SLASH}]|$))\`,
  	  NO_DOT_SLASH: \`(?!\${DOT_LITERAL}{0,1}(?:[\${WIN_SLASH}]|$))\`,
  	  NO_DOTS_SLASH: \`(?!\${DOT_LITERAL}{1,2}(?:[\${WIN_SLASH}]|$))\`,
  	  QMARK_NO_DOT: \`[^.\${WIN_SLASH}]\`,
  	  START_ANCHOR: \`(?:^|[\${WIN_SLASH}])\`,
  	  END_ANCHOR: \`(?:[\${WIN_SLASH}]|$)\`,
  	  SEP: '\\\\'
  	};

  	/**
  	 * POSIX Bracket Regex
  	 */

  	const POSIX_REGEX_SOURCE = {
  	  __proto__: null,
  	  alnum: 'a-zA-Z0-9',
  	  alpha: 'a-zA-Z',
  	  ascii: '\\\\x00-\\\\x7F',
  	  blank: ' \\\\t',
  	  cntrl: '\\\\x00-\\\\x1F\\\\x7F',
  	  digit: '0-9',
  	  graph: '\\\\x21-\\\\x7E',
  	  lower: 'a-z',
  	  print: '\\\\x20-\\\\x7E ',
  	  punct: '\\\\-!"#$%&\\'()\\\\*+,./:;<=>?@[\\\\]^_\`{|}~',
  	  space: ' \\\\t\\\\r\\\\n\\\\v\\\\f',
  	  upper: 'A-Z',
  	  word: 'A-Za-z0-9_',
  	  xdigit: 'A-Fa-f0-9'
  	};

  	constants$1 = {
  	  DEFAULT_MAX_EXTGLOB_RECURSION,
  	  MAX_LENGTH: 1024 * 64,
  	  POSIX_REGEX_SOURCE,

  	  // regular expressions
  	  REGEX_BACKSLASH: /\\\\(?![*+?^\${}(|)[\\]])/g,
  	  REGEX_NON_SPECIAL_CHARS: /^[^@![\\].,$*+?^{}()|\\\\/]+/,
  	  REGEX_SPECIAL_CHARS: /[-*+?.^\${}(|)[\\]]/,
  	  REGEX_SPECIAL_CHARS_BACKREF: /(\\\\?)((\\W)(\\3*))/g,
  	  REGEX_SPECIAL_CHARS_GLOBAL: /([-*+?.^\${}(|)[\\]])/g,
  	  REGEX_REMOVE_BACKSLASH: /(?:\\[.*?[^\\\\]\\]|\\\\(?=.))/g,

  	  // Replace globs with equivalent patterns to reduce parsing time.
  	  REPLACEMENTS: {
  	    __proto__: null,
  	    '***': '*',
  	    '**/**': '**',
  	    '**/**/**': '**'
  	  },

  	  // Digits
  	  CHAR_0: 48, /* 0 */
  	  CHAR_9: 57, /* 9 */

  	  // Alphabet chars.
  	  CHAR_UPPERCASE_A: 65, /* A */
  	  CHAR_LOWERCASE_A: 97, /* a */
  	  CHAR_UPPERCASE_Z: 90, /* Z */
  	  CHAR_LOWERCASE_Z: 122, /* z */

  	  CHAR_LEFT_PARENTHESES: 40, /* ( */
  	  CHAR_RIGHT_PARENTHESES: 41, /* ) */

  	  CHAR_ASTERISK: 42, /* * */

  	  // Non-alphabetic chars.
  	  CHAR_AMPERSAND: 38, /* & */
  	  CHAR_AT: 64, /* @ */
  	  CHAR_BACKWARD_SLASH: 92, /* \\ */
  	  CHAR_CARRIAGE_RETURN: 13, /* \\r */
  	  CHAR_CIRCUMFLEX_ACCENT: 94, /* ^ */
  	  CHAR_COLON: 58, /* : */
  	  CHAR_COMMA: 44, /* , */
  	  CHAR_DOT: 46, /* . */
  	  CHAR_DOUBLE_QUOTE: 34, /* " */
  	  CHAR_EQUAL: 61, /* = */
  	  CHAR_EXCLAMATION_MARK: 33, /* ! */
  	  CHAR_FORM_FEED: 12, /* \\f */
  	  CHAR_FORWARD_SLASH: 47, /* / */
  	  CHAR_GRAVE_ACCENT: 96, /* \` */
  	  CHAR_HASH: 35, /* # */
  	  CHAR_HYPHEN_MINUS: 45, /* - */
  	  CHAR_LEFT_ANGLE_BRACKET: 60, /* < */
  	  CHAR_LEFT_CURLY_BRACE: 123, /* { */
  	  CHAR_LEFT_SQUARE_BRACKET: 91, /* [ */
  	  CHAR_LINE_FEED: 10, /* \\n */
  	  CHAR_NO_BREAK_SPACE: 160, /* \\u00A0 */
  	  CHAR_PERCENT: 37, /* % */
  	  CHAR_PLUS: 43, /* + */
  	  CHAR_QUESTION_MARK: 63, /* ? */
  	  CHAR_RIGHT_ANGLE_BRACKET: 62, /* > */
  	  CHAR_RIGHT_CURLY_BRACE: 125, /* } */
  	  CHAR_RIGHT_SQUARE_BRACKET: 93, /* ] */
  	  CHAR_SEMICOLON: 59, /* ; */
  	  CHAR_SINGLE_QUOTE: 39, /* ' */
  	  CHAR_SPACE: 32, /*   */
  	  CHAR_TAB: 9, /* \\t */
  	  CHAR_UNDERSCORE: 95, /* _ */
  	  CHAR_VERTICAL_LINE: 124, /* | */
  	  CHAR_ZERO_WIDTH_NOBREAK_SPACE: 65279, /* \\uFEFF */

  	  /**
  	   * Create EXTGLOB_CHARS
  	   */

  	  extglobChars(chars) {
  	    return {
  	      '!': { type: 'negate', open: '(?:(?!(?:', close: \`))\${chars.STAR})\` },
  	      '?': { type: 'qmark', open: '(?:', close: ')?' },
  	      '+': { type: 'plus', open: '(?:', close: ')+' },
  	      '*': { type: 'star', open: '(?:', close: ')*' },
  	      '@': { type: 'at', open: '(?:', close: ')' }
  	    };
  	  },

  	  /**
  	   * Create GLOB_CHARS
  	   */

  	  globChars(win32) {
  	    return win32 === true ? WINDOWS_CHARS : POSIX_CHARS;
  	  }
  	};
  	return constants$1;
  }

  /*global navigator*/

  var hasRequiredUtils;

  function requireUtils () {
  	if (hasRequiredUtils) return utils;
  	hasRequiredUtils = 1;
  	(function (exports) {

  		const {
  		  REGEX_BACKSLASH,
  		  REGEX_REMOVE_BACKSLASH,
  		  REGEX_SPECIAL_CHARS,
  		  REGEX_SPECIAL_CHARS_GLOBAL
  		} = /*@__PURE__*/ requireConstants();

  		exports.isObject = val => val !== null && typeof val === 'object' && !Array.isArray(val);
  		exports.hasRegexChars = str => REGEX_SPECIAL_CHARS.test(str);
  		exports.isRegexChar = str => str.length === 1 && exports.hasRegexChars(str);
  		exports.escapeRegex = str => str.replace(REGEX_SPECIAL_CHARS_GLOBAL, '\\\\$1');
  		exports.toPosixSlashes = str => str.replace(REGEX_BACKSLASH, '/');

  		exports.isWindows = () => {
  		  if (typeof navigator !== 'undefined' && navigator.platform) {
  		    const platform = navigator.platform.toLowerCase();
  		    return platform === 'win32' || platform === 'windows';
  		  }

  		  if (typeof process !== 'undefined' && process.platform) {
  		    return process.platform === 'win32';
  		  }

  		  return false;
  		};

  		exports.removeBackslashes = str => {
  		  return str.replace(REGEX_REMOVE_BACKSLASH, match => {
  		    return match === '\\\\' ? '' : match;
  		  });
  		};

  		exports.escapeLast = (input, char, lastIdx) => {
  		  const idx = input.lastIndexOf(char, lastIdx);
  		  if (idx === -1) return input;
  		  if (input[idx - 1] === '\\\\') return exports.escapeLast(input, char, idx - 1);
  		  return \`\${input.slice(0, idx)}\\\\\${input.slice(idx)}\`;
  		};

  		exports.removePrefix = (input, state = {}) => {
  		  let output = input;
  		  if (output.startsWith('./')) {
  		    output = output.slice(2);
  		    state.prefix = './';
  		  }
  		  return output;
  		};

  		exports.wrapOutput = (input, state = {}, options = {}) => {
  		  const prepend = options.contains ? '' : '^';
  		  const append = options.contains ? '' : '$';

  		  let output = \`\${prepend}(?:\${input})\${append}\`;
  		  if (state.negated === true) {
  		    output = \`(?:^(?!\${output}).*$)\`;
  		  }
  		  return output;
  		};

  		exports.basename = (path, { windows } = {}) => {
  		  const segs = path.split(windows ? /[\\\\/]/ : '/');
  		  const last = segs[segs.length - 1];

  		  if (last === '') {
  		    return segs[segs.length - 2];
  		  }

  		  return last;
  		}; 
  	} (utils));
  	return utils;
  }

  var scan_1;
  var hasRequiredScan;

  function requireScan () {
  	if (hasRequiredScan) return scan_1;
  	hasRequiredScan = 1;

  	const utils = /*@__PURE__*/ requireUtils();
  	const {
  	  CHAR_ASTERISK,             /* * */
  	  CHAR_AT,                   /* @ */
  	  CHAR_BACKWARD_SLASH,       /* \\ */
  	  CHAR_COMMA,                /* , */
  	  CHAR_DOT,                  /* . */
  	  CHAR_EXCLAMATION_MARK,     /* ! */
  	  CHAR_FORWARD_SLASH,        /* / */
  	  CHAR_LEFT_CURLY_BRACE,     /* { */
  	  CHAR_LEFT_PARENTHESES,     /* ( */
  	  CHAR_LEFT_SQUARE_BRACKET,  /* [ */
  	  CHAR_PLUS,                 /* + */
  	  CHAR_QUESTION_MARK,        /* ? */
  	  CHAR_RIGHT_CURLY_BRACE,    /* } */
  	  CHAR_RIGHT_PARENTHESES,    /* ) */
  	  CHAR_RIGHT_SQUARE_BRACKET  /* ] */
  	} = /*@__PURE__*/ requireConstants();

  	const isPathSeparator = code => {
  	  return code === CHAR_FORWARD_SLASH || code === CHAR_BACKWARD_SLASH;
  	};

  	const depth = token => {
  	  if (token.isPrefix !== true) {
  	    token.depth = token.isGlobstar ? Infinity : 1;
  	  }
  	};

  	/**
  	 * Quickly scans a glob pattern and returns an object with a handful of
  	 * useful properties, like \`isGlob\`, \`path\` (the leading non-glob, if it exists),
  	 * \`glob\` (the actual pattern), \`negated\` (true if the path starts with \`!\` but not
  	 * with \`!(\`) and \`negatedExtglob\` (true if the path starts with \`!(\`).
  	 *
  	 * \`\`\`js
  	 * const pm = require('picomatch');
  	 * console.log(pm.scan('foo/bar/*.js'));
  	 * { isGlob: true, input: 'foo/bar/*.js', base: 'foo/bar', glob: '*.js' }
  	 * \`\`\`
  	 * @param {String} \`str\`
  	 * @param {Object} \`options\`
  	 * @return {Object} Returns an object with tokens and regex source string.
  	 * @api public
  	 */

  	const scan = (input, options) => {
  	  const opts = options || {};

  	  const length = input.length - 1;
  	  const scanToEnd = opts.parts === true || opts.tokens === true || opts.scanToEnd === true;
  	  const slashes = [];
  	  const tokens = [];
  	  const parts = [];

  	  let str = input;
  	  let index = -1;
  	  let start = 0;
  	  let lastIndex = 0;
  	  let isBrace = false;
  	  let isBracket = false;
  	  let isGlob = false;
  	  let isExtglob = false;
  	  let isGlobstar = false;
  	  let braceEscaped = false;
  	  let backslashes = false;
  	  let negated = false;
  	  let negatedExtglob = false;
  	  let finished = false;
  	  let braces = 0;
  	  let prev;
  	  let code;
  	  let token = { value: '', depth: 0, isGlob: false };

  	  const eos = () => index >= length;
  	  const peek = () => str.charCodeAt(index + 1);
  	  const advance = () => {
  	    prev = code;
  	    return str.charCodeAt(++index);
  	  };

  	  while (index < length) {
  	    code = advance();
  	    let next;

  	    if (code === CHAR_BACKWARD_SLASH) {
  	      backslashes = token.backslashes = true;
  	      code = advance();

  	      if (code === CHAR_LEFT_CURLY_BRACE) {
  	        braceEscaped = true;
  	      }
  	      continue;
  	    }

  	    if (braceEscaped === true || code === CHAR_LEFT_CURLY_BRACE) {
  	      braces++;

  	      while (eos() !== true && (code = advance())) {
  	        if (code === CHAR_BACKWARD_SLASH) {
  	          backslashes = token.backslashes = true;
  	          advance();
  	          continue;
  	        }

  	        if (code === CHAR_LEFT_CURLY_BRACE) {
  	          braces++;
  	          continue;
  	        }

  	        if (braceEscaped !== true && code === CHAR_DOT && (code = advance()) === CHAR_DOT) {
  	          isBrace = token.isBrace = true;
  	          isGlob = token.isGlob = true;
  	          finished = true;

  	          if (scanToEnd === true) {
  	            continue;
  	          }

  	          break;
  	        }

  	        if (braceEscaped !== true && code === CHAR_COMMA) {
  	          isBrace = token.isBrace = true;
  	          isGlob = token.isGlob = true;
  	          finished = true;

  	          if (scanToEnd === true) {
  	            continue;
  	          }

  	          break;
  	        }

  	        if (code === CHAR_RIGHT_CURLY_BRACE) {
  	          braces--;

  	          if (braces === 0) {
  	            braceEscaped = false;
  	            isBrace = token.isBrace = true;
  	            finished = true;
  	            break;
  	          }
  	        }
  	      }

  	      if (scanToEnd === true) {
  	        continue;
  	      }

  	      break;
  	    }

  	    if (code === CHAR_FORWARD_SLASH) {
  	      slashes.push(index);
  	      tokens.push(token);
  	      token = { value: '', depth: 0, isGlob: false };

  	      if (finished === true) continue;
  	      if (prev === CHAR_DOT && index === (start + 1)) {
  	        start += 2;
  	        continue;
  	      }

  	      lastIndex = index + 1;
  	      continue;
  	    }

  	    if (opts.noext !== true) {
  	      const isExtglobChar = code === CHAR_PLUS
  	        || code === CHAR_AT
  	        || code === CHAR_ASTERISK
  	        || code === CHAR_QUESTION_MARK
  	        || code === CHAR_EXCLAMATION_MARK;

  	      if (isExtglobChar === true && peek() === CHAR_LEFT_PARENTHESES) {
  	        isGlob = token.isGlob = true;
  	        isExtglob = token.isExtglob = true;
  	        finished = true;
  	        if (code === CHAR_EXCLAMATION_MARK && index === start) {
  	          negatedExtglob = true;
  	        }

  	        if (scanToEnd === true) {
  	          let parens = 0;

  	          while (eos() !== true && (code = advance())) {
  	            if (code === CHAR_BACKWARD_SLASH) {
  	              backslashes = token.backslashes = true;
  	              advance();
  	              continue;
  	            }

  	            if (code === CHAR_LEFT_PARENTHESES) {
  	              parens++;
  	              continue;
  	            }

  	            if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
  	              finished = true;
  	              break;
  	            }
  	          }
  	          continue;
  	        }
  	        break;
  	      }
  	    }

  	    if (code === CHAR_ASTERISK) {
  	      if (prev === CHAR_ASTERISK) isGlobstar = token.isGlobstar = true;
  	      isGlob = token.isGlob = true;
  	      finished = true;

  	      if (scanToEnd === true) {
  	        continue;
  	      }
  	      break;
  	    }

  	    if (code === CHAR_QUESTION_MARK) {
  	      isGlob = token.isGlob = true;
  	      finished = true;

  	      if (scanToEnd === true) {
  	        continue;
  	      }
  	      break;
  	    }

  	    if (code === CHAR_LEFT_SQUARE_BRACKET) {
  	      while (eos() !== true && (next = advance())) {
  	        if (next === CHAR_BACKWARD_SLASH) {
  	          backslashes = token.backslashes = true;
  	          advance();
  	          continue;
  	        }

  	        if (next === CHAR_RIGHT_SQUARE_BRACKET) {
  	          isBracket = token.isBracket = true;
  	          isGlob = token.isGlob = true;
  	          finished = true;
  	          break;
  	        }
  	      }

  	      if (scanToEnd === true) {
  	        continue;
  	      }

  	      break;
  	    }

  	    if (opts.nonegate !== true && code === CHAR_EXCLAMATION_MARK && index === start) {
  	      negated = token.negated = true;
  	      start++;
  	      continue;
  	    }

  	    if (opts.noparen !== true && code === CHAR_LEFT_PARENTHESES) {
  	      isGlob = token.isGlob = true;

  	      if (scanToEnd === true) {
  	        let parens = 1;

  	        while (eos() !== true && (code = advance())) {
  	          if (code === CHAR_BACKWARD_SLASH) {
  	            backslashes = token.backslashes = true;
  	            advance();
  	            continue;
  	          }

  	          if (code === CHAR_LEFT_PARENTHESES) {
  	            parens++;
  	            continue;
  	          }

  	          if (code === CHAR_RIGHT_PARENTHESES && --parens === 0) {
  	            finished = true;
  	            break;
  	          }
  	        }
  	        continue;
  	      }
  	      break;
  	    }

  	    if (isGlob === true) {
  	      finished = true;

  	      if (scanToEnd === true) {
  	        continue;
  	      }

  	      break;
  	    }
  	  }

  	  if (opts.noext === true) {
  	    isExtglob = false;
  	    isGlob = false;
  	  }

  	  let base = str;
  	  let prefix = '';
  	  let glob = '';

  	  if (start > 0) {
  	    prefix = str.slice(0, start);
  	    str = str.slice(start);
  	    lastIndex -= start;
  	  }

  	  if (base && isGlob === true && lastIndex > 0) {
  	    base = str.slice(0, lastIndex);
  	    glob = str.slice(lastIndex);
  	  } else if (isGlob === true) {
  	    base = '';
  	    glob = str;
  	  } else {
  	    base = str;
  	  }

  	  if (base && base !== '' && base !== '/' && base !== str) {
  	    if (isPathSeparator(base.charCodeAt(base.length - 1))) {
  	      base = base.slice(0, -1);
  	    }
  	  }

  	  if (opts.unescape === true) {
  	    if (glob) glob = utils.removeBackslashes(glob);

  	    if (base && backslashes === true) {
  	      base = utils.removeBackslashes(base);
  	    }
  	  }

  	  const state = {
  	    prefix,
  	    input,
  	    start,
  	    base,
  	    glob,
  	    isBrace,
  	    isBracket,
  	    isGlob,
  	    isExtglob,
  	    isGlobstar,
  	    negated,
  	    negatedExtglob
  	  };

  	  if (opts.tokens === true) {
  	    state.maxDepth = 0;
  	    if (!isPathSeparator(code)) {
  	      tokens.push(token);
  	    }
  	    state.tokens = tokens;
  	  }

  	  if (opts.parts === true || opts.tokens === true) {
  	    let prevIndex;

  	    for (let idx = 0; idx < slashes.length; idx++) {
  	      const n = prevIndex !== undefined ? prevIndex + 1 : start;
  	      const i = slashes[idx];
  	      const value = input.slice(n, i);
  	      if (opts.tokens) {
  	        if (idx === 0 && start !== 0) {
  	          tokens[idx].isPrefix = true;
  	          tokens[idx].value = prefix;
  	        } else {
  	          tokens[idx].value = value;
  	        }
  	        depth(tokens[idx]);
  	        state.maxDepth += tokens[idx].depth;
  	      }
  	      if (i >= start) {
  	        parts.push(value);
  	        prevIndex = i;
  	      }
  	    }

  	    const n = prevIndex !== undefined ? prevIndex + 1 : start;
  	    const value = input.slice(n);
  	    parts.push(value);

  	    if (opts.tokens && prevIndex && prevIndex + 1 < input.length) {
  	      tokens[tokens.length - 1].value = value;
  	      depth(tokens[tokens.length - 1]);
  	      state.maxDepth += tokens[tokens.length - 1].depth;
  	    }

  	    state.slashes = slashes;
  	    state.parts = parts;
  	  }

  	  return state;
  	};

  	scan_1 = scan;
  	return scan_1;
  }

  var parse_1;
  var hasRequiredParse;

  function requireParse () {
  	if (hasRequiredParse) return parse_1;
  	hasRequiredParse = 1;

  	const constants = /*@__PURE__*/ requireConstants();
  	const utils = /*@__PURE__*/ requireUtils();

  	/**
  	 * Constants
  	 */

  	const {
  	  MAX_LENGTH,
  	  POSIX_REGEX_SOURCE,
  	  REGEX_NON_SPECIAL_CHARS,
  	  REGEX_SPECIAL_CHARS_BACKREF,
  	  REPLACEMENTS
  	} = constants;

  	/**
  	 * Helpers
  	 */

  	const expandRange = (args, options) => {
  	  if (typeof options.expandRange === 'function') {
  	    return options.expandRange(...args, options);
  	  }

  	  args.sort();
  	  const value = \`[\${args.join('-')}]\`;

  	  try {
  	    /* eslint-disable-next-line no-new */
  	    new RegExp(value);
  	  } catch (ex) {
  	    return args.map(v => utils.escapeRegex(v)).join('..');
  	  }

  	  return value;
  	};

  	/**
  	 * Create the message for a syntax error
  	 */

  	const syntaxError = (type, char) => {
  	  return \`Missing \${type}: "\${char}" - use "\\\\\\\\\${char}" to match literal characters\`;
  	};

  	const splitTopLevel = input => {
  	  const parts = [];
  	  let bracket = 0;
  	  let paren = 0;
  	  let quote = 0;
  	  let value = '';
  	  let escaped = false;

  	  for (const ch of input) {
  	    if (escaped === true) {
  	      value += ch;
  	      escaped = false;
  	      continue;
  	    }

  	    if (ch === '\\\\') {
  	      value += ch;
  	      escaped = true;
  	      continue;
  	    }

  	    if (ch === '"') {
  	      quote = quote === 1 ? 0 : 1;
  	      value += ch;
  	      continue;
  	    }

  	    if (quote === 0) {
  	      if (ch === '[') {
  	        bracket++;
  	      } else if (ch === ']' && bracket > 0) {
  	        bracket--;
  	      } else if (bracket === 0) {
  	        if (ch === '(') {
  	          paren++;
  	        } else if (ch === ')' && paren > 0) {
  	          paren--;
  	        } else if (ch === '|' && paren === 0) {
  	          parts.push(value);
  	          value = '';
  	          continue;
  	        }
  	      }
  	    }

  	    value += ch;
  	  }

  	  parts.push(value);
  	  return parts;
  	};

  	const isPlainBranch = branch => {
  	  let escaped = false;

  	  for (const ch of branch) {
  	    if (escaped === true) {
  	      escaped = false;
  	      continue;
  	    }

  	    if (ch === '\\\\') {
  	      escaped = true;
  	      continue;
  	    }

  	    if (/[?*+@!()[\\]{}]/.test(ch)) {
  	      return false;
  	    }
  	  }

  	  return true;
  	};

  	const normalizeSimpleBranch = branch => {
  	  let value = branch.trim();
  	  let changed = true;

  	  while (changed === true) {
  	    changed = false;

  	    if (/^@\\([^\\\\()[\\]{}|]+\\)$/.test(value)) {
  	      value = value.slice(2, -1);
  	      changed = true;
  	    }
  	  }

  	  if (!isPlainBranch(value)) {
  	    return;
  	  }

  	  return value.replace(/\\\\(.)/g, '$1');
  	};

  	const hasRepeatedCharPrefixOverlap = branches => {
  	  const values = branches.map(normalizeSimpleBranch).filter(Boolean);

  	  for (let i = 0; i < values.length; i++) {
  	    for (let j = i + 1; j < values.length; j++) {
  	      const a = values[i];
  	      const b = values[j];
  	      const char = a[0];

  	      if (!char || a !== char.repeat(a.length) || b !== char.repeat(b.length)) {
  	        continue;
  	      }

  	      if (a === b || a.startsWith(b) || b.startsWith(a)) {
  	        return true;
  	      }
  	    }
  	  }

  	  return false;
  	};

  	const parseRepeatedExtglob = (pattern, requireEnd = true) => {
  	  if ((pattern[0] !== '+' && pattern[0] !== '*') || pattern[1] !== '(') {
  	    return;
  	  }

  	  let bracket = 0;
  	  let paren = 0;
  	  let quote = 0;
  	  let escaped = false;

  	  for (let i = 1; i < pattern.length; i++) {
  	    const ch = pattern[i];

  	    if (escaped === true) {
  	      escaped = false;
  	      continue;
  	    }

  	    if (ch === '\\\\') {
  	      escaped = true;
  	      continue;
  	    }

  	    if (ch === '"') {
  	      quote = quote === 1 ? 0 : 1;
  	      continue;
  	    }

  	    if (quote === 1) {
  	      continue;
  	    }

  	    if (ch === '[') {
  	      bracket++;
  	      continue;
  	    }

  	    if (ch === ']' && bracket > 0) {
  	      bracket--;
  	      continue;
  	    }

  	    if (bracket > 0) {
  	      continue;
  	    }

  	    if (ch === '(') {
  	      paren++;
  	      continue;
  	    }

  	    if (ch === ')') {
  	      paren--;

  	      if (paren === 0) {
  	        if (requireEnd === true && i !== pattern.length - 1) {
  	          return;
  	        }

  	        return {
  	          type: pattern[0],
  	          body: pattern.slice(2, i),
  	          end: i
  	        };
  	      }
  	    }
  	  }
  	};

  	const buildCharClassStar = chars => {
  	  const source = chars.length === 1
  	    ? utils.escapeRegex(chars[0])
  	    : \`[\${chars.map(ch => utils.escapeRegex(ch)).join('')}]\`;

  	  return \`\${source}*\`;
  	};

  	const getStarExtglobSequenceChars = pattern => {
  	  let index = 0;
  	  const chars = [];

  	  while (index < pattern.length) {
  	    const match = parseRepeatedExtglob(pattern.slice(index), false);

  	    if (!match || match.type !== '*') {
  	      return;
  	    }

  	    const branches = splitTopLevel(match.body).map(branch => branch.trim());
  	    if (branches.length !== 1) {
  	      return;
  	    }

  	    const branch = normalizeSimpleBranch(branches[0]);
  	    if (!branch || branch.length !== 1) {
  	      return;
  	    }

  	    chars.push(branch);
  	    index += match.end + 1;
  	  }

  	  if (chars.length < 1) {
  	    return;
  	  }

  	  return chars;
  	};

  	const repeatedExtglobRecursion = pattern => {
  	  let depth = 0;
  	  let value = pattern.trim();
  	  let match = parseRepeatedExtglob(value);

  	  while (match) {
  	    depth++;
  	    value = match.body.trim();
  	    match = parseRepeatedExtglob(value);
  	  }

  	  return depth;
  	};

  	const analyzeRepeatedExtglob = (body, options) => {
  	  if (options.maxExtglobRecursion === false) {
  	    return { risky: false };
  	  }

  	  const max =
  	    typeof options.maxExtglobRecursion === 'number'
  	      ? options.maxExtglobRecursion
  	      : constants.DEFAULT_MAX_EXTGLOB_RECURSION;

  	  const branches = splitTopLevel(body).map(branch => branch.trim());

  	  if (branches.length > 1) {
  	    if (
  	      branches.some(branch => branch === '') ||
  	      branches.some(branch => /^[*?]+$/.test(branch)) ||
  	      hasRepeatedCharPrefixOverlap(branches)
  	    ) {
  	      return { risky: true };
  	    }
  	  }

  	  // A repeated extglob is "risky" (prone to catastrophic backtracking) when a
  	  // branch is itself a \`*(...)\` sequence, since that nests an unbounded quantifier
  	  // inside the outer \`+(...)\`/\`*(...)\`. When *every* branch reduces to single
  	  // characters we can emit one flat, ReDoS-safe character class that preserves the
  	  // meaning of ALL branches (e.g. \`+(*(a)|*(b))\` -> \`[ab]*\`), rather than dropping
  	  // every branch but the first.
  	  const safeChars = [];
  	  let sawStarSequence = false;
  	  let combinable = true;

  	  for (const branch of branches) {
  	    const chars = getStarExtglobSequenceChars(branch);
  	    if (chars) {
  	      sawStarSequence = true;
  	      safeChars.push(...chars);
  	      continue;
  	    }

  	    const literal = normalizeSimpleBranch(branch);
  	    if (literal && literal.length === 1) {
  	      safeChars.push(literal);
  	      continue;
  	    }

  	    combinable = false;

  	    if (repeatedExtglobRecursion(branch) > max) {
  	      return { risky: true };
  	    }
  	  }

  	  if (sawStarSequence) {
  	    return combinable
  	      ? { risky: true, safeOutput: buildCharClassStar([...new Set(safeChars)]) }
  	      : { risky: true };
  	  }

  	  return { risky: false };
  	};

  	/**
  	 * Parse the given input string.
  	 * @param {String} input
  	 * @param {Object} options
  	 * @return {Object}
  	 */

  	const parse = (input, options) => {
  	  if (typeof input !== 'string') {
  	    throw new TypeError('Expected a string');
  	  }

  	  input = REPLACEMENTS[input] || input;

  	  const opts = { ...options };
  	  const max = typeof opts.maxLength === 'number' ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;

  	  let len = input.length;
  	  if (len > max) {
  	    throw new SyntaxError(\`Input length: \${len}, exceeds maximum allowed length: \${max}\`);
  	  }

  	  const bos = { type: 'bos', value: '', output: opts.prepend || '' };
  	  const tokens = [bos];

  	  const capture = opts.capture ? '' : '?:';

  	  // create constants based on platform, for windows or posix
  	  const PLATFORM_CHARS = constants.globChars(opts.windows);
  	  const EXTGLOB_CHARS = constants.extglobChars(PLATFORM_CHARS);

  	  const {
  	    DOT_LITERAL,
  	    PLUS_LITERAL,
  	    SLASH_LITERAL,
  	    ONE_CHAR,
  	    DOTS_SLASH,
  	    NO_DOT,
  	    NO_DOT_SLASH,
  	    NO_DOTS_SLASH,
  	    QMARK,
  	    QMARK_NO_DOT,
  	    STAR,
  	    START_ANCHOR
  	  } = PLATFORM_CHARS;

  	  const globstar = opts => {
  	    return \`(\${capture}(?:(?!\${START_ANCHOR}\${opts.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)\`;
  	  };

  	  const nodot = opts.dot ? '' : NO_DOT;
  	  const qmarkNoDot = opts.dot ? QMARK : QMARK_NO_DOT;
  	  let star = opts.bash === true ? globstar(opts) : STAR;

  	  if (opts.capture) {
  	    star = \`(\${star})\`;
  	  }

  	  // minimatch options support
  	  if (typeof opts.noext === 'boolean') {
  	    opts.noextglob = opts.noext;
  	  }

  	  const state = {
  	    input,
  	    index: -1,
  	    start: 0,
  	    dot: opts.dot === true,
  	    consumed: '',
  	    output: '',
  	    prefix: '',
  	    backtrack: false,
  	    negated: false,
  	    brackets: 0,
  	    braces: 0,
  	    parens: 0,
  	    quotes: 0,
  	    globstar: false,
  	    tokens
  	  };

  	  input = utils.removePrefix(input, state);
  	  len = input.length;

  	  const extglobs = [];
  	  const braces = [];
  	  const stack = [];
  	  let prev = bos;
  	  let value;

  	  /**
  	   * Tokenizing helpers
  	   */

  	  const eos = () => state.index === len - 1;
  	  const peek = state.peek = (n = 1) => input[state.index + n];
  	  const advance = state.advance = () => input[++state.index] || '';
  	  const remaining = () => input.slice(state.index + 1);
  	  const consume = (value = '', num = 0) => {
  	    state.consumed += value;
  	    state.index += num;
  	  };

  	  const append = token => {
  	    state.output += token.output != null ? token.output : token.value;
  	    consume(token.value);
  	  };

  	  const negate = () => {
  	    let count = 1;

  	    while (peek() === '!' && (peek(2) !== '(' || peek(3) === '?')) {
  	      advance();
  	      state.start++;
  	      count++;
  	    }

  	    if (count % 2 === 0) {
  	      return false;
  	    }

  	    state.negated = true;
  	    state.start++;
  	    return true;
  	  };

  	  const increment = type => {
  	    state[type]++;
  	    stack.push(type);
  	  };

  	  const decrement = type => {
  	    state[type]--;
  	    stack.pop();
  	  };

  	  /**
  	   * Push tokens onto the tokens array. This helper speeds up
  	   * tokenizing by 1) helping us avoid backtracking as much as possible,
  	   * and 2) helping us avoid creating extra tokens when consecutive
  	   * characters are plain text. This improves performance and simplifies
  	   * lookbehinds.
  	   */

  	  const push = tok => {
  	    if (prev.type === 'globstar') {
  	      const isBrace = state.braces > 0 && (tok.type === 'comma' || tok.type === 'brace');
  	      const isExtglob = tok.extglob === true || (extglobs.length && (tok.type === 'pipe' || tok.type === 'paren'));

  	      if (tok.type !== 'slash' && tok.type !== 'paren' && !isBrace && !isExtglob) {
  	        state.output = state.output.slice(0, -prev.output.length);
  	        prev.type = 'star';
  	        prev.value = '*';
  	        prev.output = star;
  	        state.output += prev.output;
  	      }
  	    }

  	    if (extglobs.length && tok.type !== 'paren') {
  	      extglobs[extglobs.length - 1].inner += tok.value;
  	    }

  	    if (tok.value || tok.output) append(tok);
  	    if (prev && prev.type === 'text' && tok.type === 'text') {
  	      prev.output = (prev.output || prev.value) + tok.value;
  	      prev.value += tok.value;
  	      return;
  	    }

  	    tok.prev = prev;
  	    tokens.push(tok);
  	    prev = tok;
  	  };

  	  const extglobOpen = (type, value) => {
  	    const token = { ...EXTGLOB_CHARS[value], conditions: 1, inner: '' };

  	    token.prev = prev;
  	    token.parens = state.parens;
  	    token.output = state.output;
  	    token.startIndex = state.index;
  	    token.tokensIndex = tokens.length;
  	    const output = (opts.capture ? '(' : '') + token.open;

  	    increment('parens');
  	    push({ type, value, output: state.output ? '' : ONE_CHAR });
  	    push({ type: 'paren', extglob: true, value: advance(), output });
  	    extglobs.push(token);
  	  };

  	  const extglobClose = token => {
  	    const literal = input.slice(token.startIndex, state.index + 1);
  	    const body = input.slice(token.startIndex + 2, state.index);
  	    const analysis = analyzeRepeatedExtglob(body, opts);

  	    if ((token.type === 'plus' || token.type === 'star') && analysis.risky) {
  	      const safeOutput = analysis.safeOutput
  	        ? (token.output ? '' : ONE_CHAR) + (opts.capture ? \`(\${analysis.safeOutput})\` : analysis.safeOutput)
  	        : undefined;
  	      const open = tokens[token.tokensIndex];

  	      open.type = 'text';
  	      open.value = literal;
  	      open.output = safeOutput || utils.escapeRegex(literal);

  	      for (let i = token.tokensIndex + 1; i < tokens.length; i++) {
  	        tokens[i].value = '';
  	        tokens[i].output = '';
  	        delete tokens[i].suffix;
  	      }

  	      state.output = token.output + open.output;
  	      state.backtrack = true;

  	      push({ type: 'paren', extglob: true, value, output: '' });
  	      decrement('parens');
  	      return;
  	    }

  	    let output = token.close + (opts.capture ? ')' : '');
  	    let rest;

  	    if (token.type === 'negate') {
  	      let extglobStar = star;

  	      if (token.inner && token.inner.length > 1 && token.inner.includes('/')) {
  	        extglobStar = globstar(opts);
  	      }

  	      if (extglobStar !== star || eos() || /^\\)+$/.test(remaining())) {
  	        output = token.close = \`)$))\${extglobStar}\`;
  	      }

  	      if (token.inner.includes('*') && (rest = remaining()) && /^\\.[^\\\\/.]+$/.test(rest)) {
  	        // Any non-magical string (\`.ts\`) or even nested expression (\`.{ts,tsx}\`) can follow after the closing parenthesis.
  	        // In this case, we need to parse the string and use it in the output of the original pattern.
  	        // Suitable patterns: \`/!(*.d).ts\`, \`/!(*.d).{ts,tsx}\`, \`**/!(*-dbg).@(js)\`.
  	        //
  	        // Disabling the \`fastpaths\` option due to a problem with parsing strings as \`.ts\` in the pattern like \`**/!(*.d).ts\`.
  	        const expression = parse(rest, { ...options, fastpaths: false }).output;

  	        output = token.close = \`)\${expression})\${extglobStar})\`;
  	      }

  	      if (token.prev.type === 'bos') {
  	        state.negatedExtglob = true;
  	      }
  	    }

  	    push({ type: 'paren', extglob: true, value, output });
  	    decrement('parens');
  	  };

  	  /**
  	   * Fast paths
  	   */

  	  if (opts.fastpaths !== false && !/(^[*!]|[/()[\\]{}"])/.test(input)) {
  	    let backslashes = false;

  	    let output = input.replace(REGEX_SPECIAL_CHARS_BACKREF, (m, esc, chars, first, rest, index) => {
  	      if (first === '\\\\') {
  	        backslashes = true;
  	        return m;
  	      }

  	      if (first === '?') {
  	        if (esc) {
  	          return esc + first + (rest ? QMARK.repeat(rest.length) : '');
  	        }
  	        if (index === 0) {
  	          return qmarkNoDot + (rest ? QMARK.repeat(rest.length) : '');
  	        }
  	        return QMARK.repeat(chars.length);
  	      }

  	      if (first === '.') {
  	        return DOT_LITERAL.repeat(chars.length);
  	      }

  	      if (first === '*') {
  	        if (esc) {
  	          return esc + first + (rest ? star : '');
  	        }
  	        return star;
  	      }
  	      return esc ? m : \`\\\\\${m}\`;
  	    });

  	    if (backslashes === true) {
  	      if (opts.unescape === true) {
  	        output = output.replace(/\\\\/g, '');
  	      } else {
  	        output = output.replace(/\\\\+/g, m => {
  	          return m.length % 2 === 0 ? '\\\\\\\\' : (m ? '\\\\' : '');
  	        });
  	      }
  	    }

  	    if (output === input && opts.contains === true) {
  	      state.output = input;
  	      return state;
  	    }

  	    state.output = utils.wrapOutput(output, state, options);
  	    return state;
  	  }

  	  /**
  	   * Tokenize input until we reach end-of-string
  	   */

  	  while (!eos()) {
  	    value = advance();

  	    if (value === '\\u0000') {
  	      continue;
  	    }

  	    /**
  	     * Escaped characters
  	     */

  	    if (value === '\\\\') {
  	      const next = peek();

  	      if (next === '/' && opts.bash !== true) {
  	        continue;
  	      }

  	      if (next === '.' || next === ';') {
  	        continue;
  	      }

  	      if (!next) {
  	        value += '\\\\';
  	        push({ type: 'text', value });
  	        continue;
  	      }

  	      // collapse slashes to reduce potential for exploits
  	      const match = /^\\\\+/.exec(remaining());
  	      let slashes = 0;

  	      if (match && match[0].length > 2) {
  	        slashes = match[0].length;
  	        state.index += slashes;
  	        if (slashes % 2 !== 0) {
  	          value += '\\\\';
  	        }
  	      }

  	      if (opts.unescape === true) {
  	        value = advance();
  	      } else {
  	        value += advance();
  	      }

  	      if (state.brackets === 0) {
  	        push({ type: 'text', value });
  	        continue;
  	      }
  	    }

  	    /**
  	     * If we're inside a regex character class, continue
  	     * until we reach the closing bracket.
  	     */

  	    if (state.brackets > 0 && (value !== ']' || prev.value === '[' || prev.value === '[^')) {
  	      if (opts.posix !== false && value === ':') {
  	        const inner = prev.value.slice(1);
  	        if (inner.includes('[')) {
  	          prev.posix = true;

  	          if (inner.includes(':')) {
  	            const idx = prev.value.lastIndexOf('[');
  	            const pre = prev.value.slice(0, idx);
  	            const rest = prev.value.slice(idx + 2);
  	            const posix = POSIX_REGEX_SOURCE[rest];
  	            if (posix) {
  	              prev.value = pre + posix;
  	              state.backtrack = true;
  	              advance();

  	              if (!bos.output && tokens.indexOf(prev) === 1) {
  	                bos.output = ONE_CHAR;
  	              }
  	              continue;
  	            }
  	          }
  	        }
  	      }

  	      if ((value === '[' && peek() !== ':') || (value === '-' && peek() === ']')) {
  	        value = \`\\\\\${value}\`;
  	      }

  	      if (value === ']' && (prev.value === '[' || prev.value === '[^')) {
  	        value = \`\\\\\${value}\`;
  	      }

  	      if (opts.posix === true && value === '!' && prev.value === '[') {
  	        value = '^';
  	      }

  	      prev.value += value;
  	      append({ value });
  	      continue;
  	    }

  	    /**
  	     * If we're inside a quoted string, continue
  	     * until we reach the closing double quote.
  	     */

  	    if (state.quotes === 1 && value !== '"') {
  	      value = utils.escapeRegex(value);
  	      prev.value += value;
  	      append({ value });
  	      continue;
  	    }

  	    /**
  	     * Double quotes
  	     */

  	    if (value === '"') {
  	      state.quotes = state.quotes === 1 ? 0 : 1;
  	      if (opts.keepQuotes === true) {
  	        push({ type: 'text', value });
  	      }
  	      continue;
  	    }

  	    /**
  	     * Parentheses
  	     */

  	    if (value === '(') {
  	      increment('parens');
  	      push({ type: 'paren', value });
  	      continue;
  	    }

  	    if (value === ')') {
  	      if (state.parens === 0 && opts.strictBrackets === true) {
  	        throw new SyntaxError(syntaxError('opening', '('));
  	      }

  	      const extglob = extglobs[extglobs.length - 1];
  	      if (extglob && state.parens === extglob.parens + 1) {
  	        extglobClose(extglobs.pop());
  	        continue;
  	      }

  	      push({ type: 'paren', value, output: state.parens ? ')' : '\\\\)' });
  	      decrement('parens');
  	      continue;
  	    }

  	    /**
  	     * Square brackets
  	     */

  	    if (value === '[') {
  	      if (opts.nobracket === true || !remaining().includes(']')) {
  	        if (opts.nobracket !== true && opts.strictBrackets === true) {
  	          throw new SyntaxError(syntaxError('closing', ']'));
  	        }

  	        value = \`\\\\\${value}\`;
  	      } else {
  	        increment('brackets');
  	      }

  	      push({ type: 'bracket', value });
  	      continue;
  	    }

  	    if (value === ']') {
  	      if (opts.nobracket === true || (prev && prev.type === 'bracket' && prev.value.length === 1)) {
  	        push({ type: 'text', value, output: \`\\\\\${value}\` });
  	        continue;
  	      }

  	      if (state.brackets === 0) {
  	        if (opts.strictBrackets === true) {
  	          throw new SyntaxError(syntaxError('opening', '['));
  	        }

  	        push({ type: 'text', value, output: \`\\\\\${value}\` });
  	        continue;
  	      }

  	      decrement('brackets');

  	      const prevValue = prev.value.slice(1);
  	      if (prev.posix !== true && prevValue[0] === '^' && !prevValue.includes('/')) {
  	        value = \`/\${value}\`;
  	      }

  	      prev.value += value;
  	      append({ value });

  	      // when literal brackets are explicitly disabled
  	      // assume we should match with a regex character class
  	      if (opts.literalBrackets === false || utils.hasRegexChars(prevValue)) {
  	        continue;
  	      }

  	      const escaped = utils.escapeRegex(prev.value);
  	      state.output = state.output.slice(0, -prev.value.length);

  	      // when literal brackets are explicitly enabled
  	      // assume we should escape the brackets to match literal characters
  	      if (opts.literalBrackets === true) {
  	        state.output += escaped;
  	        prev.value = escaped;
  	        continue;
  	      }

  	      // when the user specifies nothing, try to match both
  	      prev.value = \`(\${capture}\${escaped}|\${prev.value})\`;
  	      state.output += prev.value;
  	      continue;
  	    }

  	    /**
  	     * Braces
  	     */

  	    if (value === '{' && opts.nobrace !== true) {
  	      increment('braces');

  	      const open = {
  	        type: 'brace',
  	        value,
  	        output: '(',
  	        outputIndex: state.output.length,
  	        tokensIndex: state.tokens.length
  	      };

  	      braces.push(open);
  	      push(open);
  	      continue;
  	    }

  	    if (value === '}') {
  	      const brace = braces[braces.length - 1];

  	      if (opts.nobrace === true || !brace) {
  	        push({ type: 'text', value, output: value });
  	        continue;
  	      }

  	      let output = ')';

  	      if (brace.dots === true) {
  	        const arr = tokens.slice();
  	        const range = [];

  	        for (let i = arr.length - 1; i >= 0; i--) {
  	          tokens.pop();
  	          if (arr[i].type === 'brace') {
  	            break;
  	          }
  	          if (arr[i].type !== 'dots') {
  	            range.unshift(arr[i].value);
  	          }
  	        }

  	        output = expandRange(range, opts);
  	        state.backtrack = true;
  	      }

  	      if (brace.comma !== true && brace.dots !== true) {
  	        const out = state.output.slice(0, brace.outputIndex);
  	        const toks = state.tokens.slice(brace.tokensIndex);
  	        brace.value = brace.output = '\\\\{';
  	        value = output = '\\\\}';
  	        state.output = out;
  	        for (const t of toks) {
  	          state.output += (t.output || t.value);
  	        }
  	      }

  	      push({ type: 'brace', value, output });
  	      decrement('braces');
  	      braces.pop();
  	      continue;
  	    }

  	    /**
  	     * Pipes
  	     */

  	    if (value === '|') {
  	      if (extglobs.length > 0) {
  	        extglobs[extglobs.length - 1].conditions++;
  	      }
  	      push({ type: 'text', value });
  	      continue;
  	    }

  	    /**
  	     * Commas
  	     */

  	    if (value === ',') {
  	      let output = value;

  	      const brace = braces[braces.length - 1];
  	      if (brace && stack[stack.length - 1] === 'braces') {
  	        brace.comma = true;
  	        output = '|';
  	      }

  	      push({ type: 'comma', value, output });
  	      continue;
  	    }

  	    /**
  	     * Slashes
  	     */

  	    if (value === '/') {
  	      // if the beginning of the glob is "./", advance the start
  	      // to the current index, and don't add the "./" characters
  	      // to the state. This greatly simplifies lookbehinds when
  	      // checking for BOS characters like "!" and "." (not "./")
  	      if (prev.type === 'dot' && state.index === state.start + 1) {
  	        state.start = state.index + 1;
  	        state.consumed = '';
  	        state.output = '';
  	        tokens.pop();
  	        prev = bos; // reset "prev" to the first token
  	        continue;
  	      }

  	      push({ type: 'slash', value, output: SLASH_LITERAL });
  	      continue;
  	    }

  	    /**
  	     * Dots
  	     */

  	    if (value === '.') {
  	      if (state.braces > 0 && prev.type === 'dot') {
  	        if (prev.value === '.') prev.output = DOT_LITERAL;
  	        const brace = braces[braces.length - 1];
  	        prev.type = 'dots';
  	        prev.output += value;
  	        prev.value += value;
  	        brace.dots = true;
  	        continue;
  	      }

  	      if ((state.braces + state.parens) === 0 && prev.type !== 'bos' && prev.type !== 'slash') {
  	        push({ type: 'text', value, output: DOT_LITERAL });
  	        continue;
  	      }

  	      push({ type: 'dot', value, output: DOT_LITERAL });
  	      continue;
  	    }

  	    /**
  	     * Question marks
  	     */

  	    if (value === '?') {
  	      const isGroup = prev && prev.value === '(';
  	      if (!isGroup && opts.noextglob !== true && peek() === '(' && peek(2) !== '?') {
  	        extglobOpen('qmark', value);
  	        continue;
  	      }

  	      if (prev && prev.type === 'paren') {
  	        const next = peek();
  	        let output = value;

  	        if ((prev.value === '(' && !/[!=<:]/.test(next)) || (next === '<' && !/<([!=]|\\w+>)/.test(remaining()))) {
  	          output = \`\\\\\${value}\`;
  	        }

  	        push({ type: 'text', value, output });
  	        continue;
  	      }

  	      if (opts.dot !== true && (prev.type === 'slash' || prev.type === 'bos')) {
  	        push({ type: 'qmark', value, output: QMARK_NO_DOT });
  	        continue;
  	      }

  	      push({ type: 'qmark', value, output: QMARK });
  	      continue;
  	    }

  	    /**
  	     * Exclamation
  	     */

  	    if (value === '!') {
  	      if (opts.noextglob !== true && peek() === '(') {
  	        if (peek(2) !== '?' || !/[!=<:]/.test(peek(3))) {
  	          extglobOpen('negate', value);
  	          continue;
  	        }
  	      }

  	      if (opts.nonegate !== true && state.index === 0) {
  	        negate();
  	        continue;
  	      }
  	    }

  	    /**
  	     * Plus
  	     */

  	    if (value === '+') {
  	      if (opts.noextglob !== true && peek() === '(' && peek(2) !== '?') {
  	        extglobOpen('plus', value);
  	        continue;
  	      }

  	      if ((prev && prev.value === '(') || opts.regex === false) {
  	        push({ type: 'plus', value, output: PLUS_LITERAL });
  	        continue;
  	      }

  	      if ((prev && (prev.type === 'bracket' || prev.type === 'paren' || prev.type === 'brace')) || state.parens > 0) {
  	        push({ type: 'plus', value });
  	        continue;
  	      }

  	      push({ type: 'plus', value: PLUS_LITERAL });
  	      continue;
  	    }

  	    /**
  	     * Plain text
  	     */

  	    if (value === '@') {
  	      if (opts.noextglob !== true && peek() === '(' && peek(2) !== '?') {
  	        push({ type: 'at', extglob: true, value, output: '' });
  	        continue;
  	      }

  	      push({ type: 'text', value });
  	      continue;
  	    }

  	    /**
  	     * Plain text
  	     */

  	    if (value !== '*') {
  	      if (value === '$' || value === '^') {
  	        value = \`\\\\\${value}\`;
  	      }

  	      const match = REGEX_NON_SPECIAL_CHARS.exec(remaining());
  	      if (match) {
  	        value += match[0];
  	        state.index += match[0].length;
  	      }

  	      push({ type: 'text', value });
  	      continue;
  	    }

  	    /**
  	     * Stars
  	     */

  	    if (prev && (prev.type === 'globstar' || prev.star === true)) {
  	      prev.type = 'star';
  	      prev.star = true;
  	      prev.value += value;
  	      prev.output = star;
  	      state.backtrack = true;
  	      state.globstar = true;
  	      consume(value);
  	      continue;
  	    }

  	    let rest = remaining();
  	    if (opts.noextglob !== true && /^\\([^?]/.test(rest)) {
  	      extglobOpen('star', value);
  	      continue;
  	    }

  	    if (prev.type === 'star') {
  	      if (opts.noglobstar === true) {
  	        consume(value);
  	        continue;
  	      }

  	      const prior = prev.prev;
  	      const before = prior.prev;
  	      const isStart = prior.type === 'slash' || prior.type === 'bos';
  	      const afterStar = before && (before.type === 'star' || before.type === 'globstar');

  	      if (opts.bash === true && (!isStart || (rest[0] && rest[0] !== '/'))) {
  	        push({ type: 'star', value, output: '' });
  	        continue;
  	      }

  	      const isBrace = state.braces > 0 && (prior.type === 'comma' || prior.type === 'brace');
  	      const isExtglob = extglobs.length && (prior.type === 'pipe' || prior.type === 'paren');
  	      if (!isStart && prior.type !== 'paren' && !isBrace && !isExtglob) {
  	        push({ type: 'star', value, output: '' });
  	        continue;
  	      }

  	      // strip consecutive \`/**/\`
  	      while (rest.slice(0, 3) === '/**') {
  	        const after = input[state.index + 4];
  	        if (after && after !== '/') {
  	          break;
  	        }
  	        rest = rest.slice(3);
  	        consume('/**', 3);
  	      }

  	      // A globstar followed only by balanced closing parens is at the logical end of patterns like
  	      // \`test(/utils/**)\` and \`test?(/utils/**)\`. Treat it as EOS so the trailing \`/**\` can match its
  	      // parent path, except in negated extglobs where that would change the exclusion semantics.
  	      const isEnd = eos() || (
  	        state.parens > 0
  	        && rest === ')'.repeat(state.parens)
  	        && !extglobs.some(extglob => extglob.type === 'negate')
  	      );

  	      if (prior.type === 'bos' && eos()) {
  	        prev.type = 'globstar';
  	        prev.value += value;
  	        prev.output = globstar(opts);
  	        state.output = prev.output;
  	        state.globstar = true;
  	        consume(value);
  	        continue;
  	      }

  	      if (prior.type === 'slash' && prior.prev.type !== 'bos' && !afterStar && isEnd) {
  	        state.output = state.output.slice(0, -(prior.output + prev.output).length);
  	        prior.output = \`(?:\${prior.output}\`;

  	        prev.type = 'globstar';
  	        prev.output = globstar(opts) + (opts.strictSlashes ? ')' : '|$)');
  	        prev.value += value;
  	        state.globstar = true;
  	        state.output += prior.output + prev.output;
  	        consume(value);
  	        continue;
  	      }

  	      if (prior.type === 'slash' && prior.prev.type !== 'bos' && rest[0] === '/') {
  	        const end = rest[1] !== void 0 ? '|$' : '';

  	        state.output = state.output.slice(0, -(prior.output + prev.output).length);
  	        prior.output = \`(?:\${prior.output}\`;

  	        prev.type = 'globstar';
  	        prev.output = \`\${globstar(opts)}\${SLASH_LITERAL}|\${SLASH_LITERAL}\${end})\`;
  	        prev.value += value;

  	        state.output += prior.output + prev.output;
  	        state.globstar = true;

  	        consume(value + advance());

  	        push({ type: 'slash', value: '/', output: '' });
  	        continue;
  	      }

  	      if (prior.type === 'bos' && rest[0] === '/') {
  	        prev.type = 'globstar';
  	        prev.value += value;
  	        prev.output = \`(?:^|\${SLASH_LITERAL}|\${globstar(opts)}\${SLASH_LITERAL})\`;
  	        state.output = prev.output;
  	        state.globstar = true;
  	        consume(value + advance());
  	        push({ type: 'slash', value: '/', output: '' });
  	        continue;
  	      }

  	      // remove single star from output
  	      state.output = state.output.slice(0, -prev.output.length);

  	      // reset previous token to globstar
  	      prev.type = 'globstar';
  	      prev.output = globstar(opts);
  	      prev.value += value;

  	      // reset output with globstar
  	      state.output += prev.output;
  	      state.globstar = true;
  	      consume(value);
  	      continue;
  	    }

  	    const token = { type: 'star', value, output: star };

  	    if (opts.bash === true) {
  	      token.output = '.*?';
  	      if (prev.type === 'bos' || prev.type === 'slash') {
  	        token.output = nodot + token.output;
  	      }
  	      push(token);
  	      continue;
  	    }

  	    if (prev && (prev.type === 'bracket' || prev.type === 'paren') && opts.regex === true) {
  	      token.output = value;
  	      push(token);
  	      continue;
  	    }

  	    if (state.index === state.start || prev.type === 'slash' || prev.type === 'dot') {
  	      if (prev.type === 'dot') {
  	        state.output += NO_DOT_SLASH;
  	        prev.output += NO_DOT_SLASH;

  	      } else if (opts.dot === true) {
  	        state.output += NO_DOTS_SLASH;
  	        prev.output += NO_DOTS_SLASH;

  	      } else {
  	        state.output += nodot;
  	        prev.output += nodot;
  	      }

  	      if (peek() !== '*') {
  	        state.output += ONE_CHAR;
  	        prev.output += ONE_CHAR;
  	      }
  	    }

  	    push(token);
  	  }

  	  while (state.brackets > 0) {
  	    if (opts.strictBrackets === true) throw new SyntaxError(syntaxError('closing', ']'));
  	    state.output = utils.escapeLast(state.output, '[');
  	    decrement('brackets');
  	  }

  	  while (state.parens > 0) {
  	    if (opts.strictBrackets === true) throw new SyntaxError(syntaxError('closing', ')'));
  	    state.output = utils.escapeLast(state.output, '(');
  	    decrement('parens');
  	  }

  	  while (state.braces > 0) {
  	    if (opts.strictBrackets === true) throw new SyntaxError(syntaxError('closing', '}'));
  	    state.output = utils.escapeLast(state.output, '{');
  	    decrement('braces');
  	  }

  	  if (opts.strictSlashes !== true && (prev.type === 'star' || prev.type === 'bracket')) {
  	    push({ type: 'maybe_slash', value: '', output: \`\${SLASH_LITERAL}?\` });
  	  }

  	  // rebuild the output if we had to backtrack at any point
  	  if (state.backtrack === true) {
  	    state.output = '';

  	    for (const token of state.tokens) {
  	      state.output += token.output != null ? token.output : token.value;

  	      if (token.suffix) {
  	        state.output += token.suffix;
  	      }
  	    }
  	  }

  	  return state;
  	};

  	/**
  	 * Fast paths for creating regular expressions for common glob patterns.
  	 * This can significantly speed up processing and has very little downside
  	 * impact when none of the fast paths match.
  	 */

  	parse.fastpaths = (input, options) => {
  	  const opts = { ...options };
  	  const max = typeof opts.maxLength === 'number' ? Math.min(MAX_LENGTH, opts.maxLength) : MAX_LENGTH;
  	  const len = input.length;
  	  if (len > max) {
  	    throw new SyntaxError(\`Input length: \${len}, exceeds maximum allowed length: \${max}\`);
  	  }

  	  input = REPLACEMENTS[input] || input;

  	  // create constants based on platform, for windows or posix
  	  const {
  	    DOT_LITERAL,
  	    SLASH_LITERAL,
  	    ONE_CHAR,
  	    DOTS_SLASH,
  	    NO_DOT,
  	    NO_DOTS,
  	    NO_DOTS_SLASH,
  	    STAR,
  	    START_ANCHOR
  	  } = constants.globChars(opts.windows);

  	  const nodot = opts.dot ? NO_DOTS : NO_DOT;
  	  const slashDot = opts.dot ? NO_DOTS_SLASH : NO_DOT;
  	  const capture = opts.capture ? '' : '?:';
  	  const state = { negated: false, prefix: '' };
  	  let star = opts.bash === true ? '.*?' : STAR;

  	  if (opts.capture) {
  	    star = \`(\${star})\`;
  	  }

  	  const globstar = opts => {
  	    if (opts.noglobstar === true) return star;
  	    return \`(\${capture}(?:(?!\${START_ANCHOR}\${opts.dot ? DOTS_SLASH : DOT_LITERAL}).)*?)\`;
  	  };

  	  const create = str => {
  	    switch (str) {
  	      case '*':
  	        return \`\${nodot}\${ONE_CHAR}\${star}\`;

  	      case '.*':
  	        return \`\${DOT_LITERAL}\${ONE_CHAR}\${star}\`;

  	      case '*.*':
  	        return \`\${nodot}\${star}\${DOT_LITERAL}\${ONE_CHAR}\${star}\`;

  	      case '*/*':
  	        return \`\${nodot}\${star}\${SLASH_LITERAL}\${ONE_CHAR}\${slashDot}\${star}\`;

  	      case '**':
  	        return nodot + globstar(opts);

  	      case '**/*':
  	        return \`(?:\${nodot}\${globstar(opts)}\${SLASH_LITERAL})?\${slashDot}\${ONE_CHAR}\${star}\`;

  	      case '**/*.*':
  	        return \`(?:\${nodot}\${globstar(opts)}\${SLASH_LITERAL})?\${slashDot}\${star}\${DOT_LITERAL}\${ONE_CHAR}\${star}\`;

  	      case '**/.*':
  	        return \`(?:\${nodot}\${globstar(opts)}\${SLASH_LITERAL})?\${DOT_LITERAL}\${ONE_CHAR}\${star}\`;

  	      default: {
  	        const match = /^(.*?)\\.(\\w+)$/.exec(str);
  	        if (!match) return;

  	        const source = create(match[1]);
  	        if (!source) return;

  	        return source + DOT_LITERAL + match[2];
  	      }
  	    }
  	  };

  	  const output = utils.removePrefix(input, state);
  	  let source = create(output);

  	  if (source && opts.strictSlashes !== true) {
  	    source += \`\${SLASH_LITERAL}?\`;
  	  }

  	  return source;
  	};

  	parse_1 = parse;
  	return parse_1;
  }

  var picomatch_1$1;
  var hasRequiredPicomatch$1;

  function requirePicomatch$1 () {
  	if (hasRequiredPicomatch$1) return picomatch_1$1;
  	hasRequiredPicomatch$1 = 1;

  	const scan = /*@__PURE__*/ requireScan();
  	const parse = /*@__PURE__*/ requireParse();
  	const utils = /*@__PURE__*/ requireUtils();
  	const constants = /*@__PURE__*/ requireConstants();
  	const isObject = val => val && typeof val === 'object' && !Array.isArray(val);

  	/**
  	 * Creates a matcher function from one or more glob patterns. The
  	 * returned function takes a string to match as its first argument,
  	 * and returns true if the string is a match. The returned matcher
  	 * function also takes a boolean as the second argument that, when true,
  	 * returns an object with additional information.
  	 *
  	 * \`\`\`js
  	 * const picomatch = require('picomatch');
  	 * // picomatch(glob[, options]);
  	 *
  	 * const isMatch = picomatch('*.!(*a)');
  	 * console.log(isMatch('a.a')); //=> false
  	 * console.log(isMatch('a.b')); //=> true
  	 *
  	 * // For environments without \`node.js\`, \`picomatch/posix\` provides you a dependency-free matcher, without automatic OS detection.
  	 * const picomatch = require('picomatch/posix');
  	 * // the same API, defaulting to posix paths
  	 * const isMatch = picomatch('a/*');
  	 * console.log(isMatch('a\\\\b')); //=> false
  	 * console.log(isMatch('a/b')); //=> true
  	 *
  	 * // you can still configure the matcher function to accept windows paths
  	 * const isMatch = picomatch('a/*', { options: windows });
  	 * console.log(isMatch('a\\\\b')); //=> true
  	 * console.log(isMatch('a/b')); //=> true
  	 * \`\`\`
  	 * @name picomatch
  	 * @param {String|Array} \`globs\` One or more glob patterns.
  	 * @param {Object=} \`options\`
  	 * @return {Function=} Returns a matcher function.
  	 * @api public
  	 */

  	const picomatch = (glob, options, returnState = false) => {
  	  if (Array.isArray(glob)) {
  	    const fns = glob.map(input => picomatch(input, options, returnState));
  	    const arrayMatcher = str => {
  	      for (const isMatch of fns) {
  	        const state = isMatch(str);
  	        if (state) return state;
  	      }
  	      return false;
  	    };
  	    return arrayMatcher;
  	  }

  	  const isState = isObject(glob) && glob.tokens && glob.input;

  	  if (glob === '' || (typeof glob !== 'string' && !isState)) {
  	    throw new TypeError('Expected pattern to be a non-empty string');
  	  }

  	  const opts = options || {};
  	  const posix = opts.windows;
  	  const regex = isState
  	    ? picomatch.compileRe(glob, options)
  	    : picomatch.makeRe(glob, options, false, true);

  	  const state = regex.state;
  	  delete regex.state;

  	  let isIgnored = () => false;
  	  if (opts.ignore) {
  	    const ignoreOpts = { ...options, ignore: null, onMatch: null, onResult: null };
  	    isIgnored = picomatch(opts.ignore, ignoreOpts, returnState);
  	  }

  	  const matcher = (input, returnObject = false) => {
  	    const { isMatch, match, output } = picomatch.test(input, regex, options, { glob, posix });
  	    const result = { glob, state, regex, posix, input, output, match, isMatch };

  	    if (typeof opts.onResult === 'function') {
  	      opts.onResult(result);
  	    }

  	    if (isMatch === false) {
  	      result.isMatch = false;
  	      return returnObject ? result : false;
  	    }

  	    if (isIgnored(input)) {
  	      if (typeof opts.onIgnore === 'function') {
  	        opts.onIgnore(result);
  	      }
  	      result.isMatch = false;
  	      return returnObject ? result : false;
  	    }

  	    if (typeof opts.onMatch === 'function') {
  	      opts.onMatch(result);
  	    }
  	    return returnObject ? result : true;
  	  };

  	  if (returnState) {
  	    matcher.state = state;
  	  }

  	  return matcher;
  	};

  	/**
  	 * Test \`input\` with the given \`regex\`. This is used by the main
  	 * \`picomatch()\` function to test the input string.
  	 *
  	 * \`\`\`js
  	 * const picomatch = require('picomatch');
  	 * // picomatch.test(input, regex[, options]);
  	 *
  	 * console.log(picomatch.test('foo/bar', /^(?:([^/]*?)\\/([^/]*?))$/));
  	 * // { isMatch: true, match: [ 'foo/', 'foo', 'bar' ], output: 'foo/bar' }
  	 * \`\`\`
  	 * @param {String} \`input\` String to test.
  	 * @param {RegExp} \`regex\`
  	 * @return {Object} Returns an object with matching info.
  	 * @api public
  	 */

  	picomatch.test = (input, regex, options, { glob, posix } = {}) => {
  	  if (typeof input !== 'string') {
  	    throw new TypeError('Expected input to be a string');
  	  }

  	  if (input === '') {
  	    return { isMatch: false, output: '' };
  	  }

  	  const opts = options || {};
  	  const format = opts.format || (posix ? utils.toPosixSlashes : null);
  	  let match = input === glob;
  	  let output = (match && format) ? format(input) : input;

  	  if (match === false) {
  	    output = format ? format(input) : input;
  	    match = output === glob;
  	  }

  	  if (match === false || opts.capture === true) {
  	    if (opts.matchBase === true || opts.basename === true) {
  	      match = picomatch.matchBase(input, regex, options, posix);
  	    } else {
  	      match = regex.exec(output);
  	    }
  	  }

  	  return { isMatch: Boolean(match), match, output };
  	};

  	/**
  	 * Match the basename of a filepath.
  	 *
  	 * \`\`\`js
  	 * const picomatch = require('picomatch');
  	 * // picomatch.matchBase(input, glob[, options]);
  	 * console.log(picomatch.matchBase('foo/bar.js', '*.js'); // true
  	 * \`\`\`
  	 * @param {String} \`input\` String to test.
  	 * @param {RegExp|String} \`glob\` Glob pattern or regex created by [.makeRe](#makeRe).
  	 * @return {Boolean}
  	 * @api public
  	 */

  	picomatch.matchBase = (input, glob, options, posix = options && options.windows) => {
  	  const regex = glob instanceof RegExp ? glob : picomatch.makeRe(glob, options);
  	  return regex.test(utils.basename(input, { windows: posix }));
  	};

  	/**
  	 * Returns true if **any** of the given glob \`patterns\` match the specified \`string\`.
  	 *
  	 * \`\`\`js
  	 * const picomatch = require('picomatch');
  	 * // picomatch.isMatch(string, patterns[, options]);
  	 *
  	 * console.log(picomatch.isMatch('a.a', ['b.*', '*.a'])); //=> true
  	 * console.log(picomatch.isMatch('a.a', 'b.*')); //=> false
  	 * \`\`\`
  	 * @param {String|Array} str The string to test.
  	 * @param {String|Array} patterns One or more glob patterns to use for matching.
  	 * @param {Object} [options] See available [options](#options).
  	 * @return {Boolean} Returns true if any patterns match \`str\`
  	 * @api public
  	 */

  	picomatch.isMatch = (str, patterns, options) => picomatch(patterns, options)(str);

  	/**
  	 * Parse a glob pattern to create the source string for a regular
  	 * expression.
  	 *
  	 * \`\`\`js
  	 * const picomatch = require('picomatch');
  	 * const result = picomatch.parse(pattern[, options]);
  	 * \`\`\`
  	 * @param {String} \`pattern\`
  	 * @param {Object} \`options\`
  	 * @return {Object} Returns an object with useful properties and output to be used as a regex source string.
  	 * @api public
  	 */

  	picomatch.parse = (pattern, options) => {
  	  if (Array.isArray(pattern)) return pattern.map(p => picomatch.parse(p, options));
  	  return parse(pattern, { ...options, fastpaths: false });
  	};

  	/**
  	 * Scan a glob pattern to separate the pattern into segments.
  	 *
  	 * \`\`\`js
  	 * const picomatch = require('picomatch');
  	 * // picomatch.scan(input[, options]);
  	 *
  	 * const result = picomatch.scan('!./foo/*.js');
  	 * console.log(result);
  	 * { prefix: '!./',
  	 *   input: '!./foo/*.js',
  	 *   start: 3,
  	 *   base: 'foo',
  	 *   glob: '*.js',
  	 *   isBrace: false,
  	 *   isBracket: false,
  	 *   isGlob: true,
  	 *   isExtglob: false,
  	 *   isGlobstar: false,
  	 *   negated: true }
  	 * \`\`\`
  	 * @param {String} \`input\` Glob pattern to scan.
  	 * @param {Object} \`options\`
  	 * @return {Object} Returns an object with
  	 * @api public
  	 */

  	picomatch.scan = (input, options) => scan(input, options);

  	/**
  	 * Compile a regular expression from the \`state\` object returned by the
  	 * [parse()](#parse) method.
  	 *
  	 * \`\`\`js
  	 * const picomatch = require('picomatch');
  	 * const state = picomatch.parse('*.js');
  	 * // picomatch.compileRe(state[, options]);
  	 *
  	 * console.log(picomatch.compileRe(state));
  	 * //=> /^(?:(?!\\.)(?=.)[^/]*?\\.js)$/
  	 * \`\`\`
  	 * @param {Object} \`state\`
  	 * @param {Object} \`options\`
  	 * @param {Boolean} \`returnOutput\` Intended for implementors, this argument allows you to return the raw output from the parser.
  	 * @param {Boolean} \`returnState\` Adds the state to a \`state\` property on the returned regex. Useful for implementors and debugging.
  	 * @return {RegExp}
  	 * @api public
  	 */

  	picomatch.compileRe = (state, options, returnOutput = false, returnState = false) => {
  	  if (returnOutput === true) {
  	    return state.output;
  	  }

  	  const opts = options || {};
  	  const prepend = opts.contains ? '' : '^';
  	  const append = opts.contains ? '' : '$';

  	  let source = \`\${prepend}(?:\${state.output})\${append}\`;
  	  if (state && state.negated === true) {
  	    source = \`^(?!\${source}).*$\`;
  	  }

  	  const regex = picomatch.toRegex(source, options);
  	  if (returnState === true) {
  	    regex.state = state;
  	  }

  	  return regex;
  	};

  	/**
  	 * Create a regular expression from a parsed glob pattern.
  	 *
  	 * \`\`\`js
  	 * const picomatch = require('picomatch');
  	 * // picomatch.makeRe(state[, options]);
  	 *
  	 * const result = picomatch.makeRe('*.js');
  	 * console.log(result);
  	 * //=> /^(?:(?!\\.)(?=.)[^/]*?\\.js)$/
  	 * \`\`\`
  	 * @param {String} \`state\` The object returned from the \`.parse\` method.
  	 * @param {Object} \`options\`
  	 * @param {Boolean} \`returnOutput\` Implementors may use this argument to return the compiled output, instead of a regular expression. This is not exposed on the options to prevent end-users from mutating the result.
  	 * @param {Boolean} \`returnState\` Implementors may use this argument to return the state from the parsed glob with the returned regular expression.
  	 * @return {RegExp} Returns a regex created from the given pattern.
  	 * @api public
  	 */

  	picomatch.makeRe = (input, options = {}, returnOutput = false, returnState = false) => {
  	  if (!input || typeof input !== 'string') {
  	    throw new TypeError('Expected a non-empty string');
  	  }

  	  let parsed = { negated: false, fastpaths: true };

  	  if (options.fastpaths !== false && (input[0] === '.' || input[0] === '*')) {
  	    parsed.output = parse.fastpaths(input, options);
  	  }

  	  if (!parsed.output) {
  	    parsed = parse(input, options);
  	  }

  	  return picomatch.compileRe(parsed, options, returnOutput, returnState);
  	};

  	/**
  	 * Create a regular expression from the given regex source string.
  	 *
  	 * \`\`\`js
  	 * const picomatch = require('picomatch');
  	 * // picomatch.toRegex(source[, options]);
  	 *
  	 * const { output } = picomatch.parse('*.js');
  	 * console.log(picomatch.toRegex(output));
  	 * //=> /^(?:(?!\\.)(?=.)[^/]*?\\.js)$/
  	 * \`\`\`
  	 * @param {String} \`source\` Regular expression source string.
  	 * @param {Object} \`options\`
  	 * @return {RegExp}
  	 * @api public
  	 */

  	picomatch.toRegex = (source, options) => {
  	  try {
  	    const opts = options || {};
  	    return new RegExp(source, opts.flags || (opts.nocase ? 'i' : ''));
  	  } catch (err) {
  	    if (options && options.debug === true) throw err;
  	    return /$^/;
  	  }
  	};

  	/**
  	 * Picomatch constants.
  	 * @return {Object}
  	 */

  	picomatch.constants = constants;

  	/**
  	 * Expose "picomatch"
  	 */

  	picomatch_1$1 = picomatch;
  	return picomatch_1$1;
  }

  var picomatch_1;
  var hasRequiredPicomatch;

  function requirePicomatch () {
  	if (hasRequiredPicomatch) return picomatch_1;
  	hasRequiredPicomatch = 1;

  	const pico = /*@__PURE__*/ requirePicomatch$1();
  	const utils = /*@__PURE__*/ requireUtils();

  	function picomatch(glob, options, returnState = false) {
  	  // default to os.platform()
  	  if (options && (options.windows === null || options.windows === undefined)) {
  	    // don't mutate the original options object
  	    options = { ...options, windows: utils.isWindows() };
  	  }

  	  return pico(glob, options, returnState);
  	}

  	Object.assign(picomatch, pico);
  	picomatch_1 = picomatch;
  	return picomatch_1;
  }

  var picomatchExports = /*@__PURE__*/ requirePicomatch();
  var pm = /*@__PURE__*/getDefaultExportFromCjs(picomatchExports);

  function isArray(arg) {
      return Array.isArray(arg);
  }
  function ensureArray(thing) {
      if (isArray(thing))
          return thing;
      if (thing == null)
          return [];
      return [thing];
  }
  const globToTest = (glob) => {
      const pattern = glob;
      const fn = pm(pattern, { dot: true });
      return {
          test: (what) => {
              const result = fn(what);
              return result;
          },
      };
  };
  const testTrue = {
      test: () => true,
  };
  const getMatcher = (filter) => {
      const bundleTest = "bundle" in filter && filter.bundle != null ? globToTest(filter.bundle) : testTrue;
      const fileTest = "file" in filter && filter.file != null ? globToTest(filter.file) : testTrue;
      return { bundleTest, fileTest };
  };
  const createFilter = (include, exclude) => {
      const includeMatchers = ensureArray(include).map(getMatcher);
      const excludeMatchers = ensureArray(exclude).map(getMatcher);
      return (bundleId, id) => {
          for (let i = 0; i < excludeMatchers.length; ++i) {
              const { bundleTest, fileTest } = excludeMatchers[i];
              if (bundleTest.test(bundleId) && fileTest.test(id))
                  return false;
          }
          for (let i = 0; i < includeMatchers.length; ++i) {
              const { bundleTest, fileTest } = includeMatchers[i];
              if (bundleTest.test(bundleId) && fileTest.test(id))
                  return true;
          }
          return !includeMatchers.length;
      };
  };

  const throttleFilter = (callback, limit) => {
      let waiting = false;
      return (val) => {
          if (!waiting) {
              callback(val);
              waiting = true;
              setTimeout(() => {
                  waiting = false;
              }, limit);
          }
      };
  };
  const prepareFilter = (filt) => {
      if (filt === "")
          return [];
      return (filt
          .split(",")
          // remove spaces before and after
          .map((entry) => entry.trim())
          // unquote "
          .map((entry) => entry.startsWith('"') && entry.endsWith('"') ? entry.substring(1, entry.length - 1) : entry)
          // unquote '
          .map((entry) => entry.startsWith("'") && entry.endsWith("'") ? entry.substring(1, entry.length - 1) : entry)
          // remove empty strings
          .filter((entry) => entry)
          // parse bundle:file
          .map((entry) => entry.split(":"))
          // normalize entry just in case
          .flatMap((entry) => {
          if (entry.length === 0)
              return [];
          let bundle = null;
          let file = null;
          if (entry.length === 1 && entry[0]) {
              file = entry[0];
              return [{ file, bundle }];
          }
          bundle = entry[0] || null;
          file = entry.slice(1).join(":") || null;
          return [{ bundle, file }];
      }));
  };
  const useFilter = () => {
      const [includeFilter, setIncludeFilter] = d("");
      const [excludeFilter, setExcludeFilter] = d("");
      const setIncludeFilterTrottled = w(() => throttleFilter(setIncludeFilter, 200), []);
      const setExcludeFilterTrottled = w(() => throttleFilter(setExcludeFilter, 200), []);
      const isIncluded = w(() => createFilter(prepareFilter(includeFilter), prepareFilter(excludeFilter)), [includeFilter, excludeFilter]);
      const getModuleFilterMultiplier = b((bundleId, data) => {
          return isIncluded(bundleId, data.id) ? 1 : 0;
      }, [isIncluded]);
      return {
          getModuleFilterMultiplier,
          includeFilter,
          excludeFilter,
          setExcludeFilter: setExcludeFilterTrottled,
          setIncludeFilter: setIncludeFilterTrottled,
      };
  };

  // https://d3js.org/d3-array/ v3.2.5 Copyright 2010-2026 Mike Bostock
  function ascending(a, b) {
    return a == null || b == null ? NaN : a < b ? -1 : a > b ? 1 : a >= b ? 0 : NaN;
  }

  function descending(a, b) {
    return a == null || b == null ? NaN
      : b < a ? -1
      : b > a ? 1
      : b >= a ? 0
      : NaN;
  }

  function bisector(f) {
    let compare1, compare2, delta;

    // If an accessor is specified, promote it to a comparator. In this case we
    // can test whether the search value is (self-) comparable. We can’t do this
    // for a comparator (except for specific, known comparators) because we can’t
    // tell if the comparator is symmetric, and an asymmetric comparator can’t be
    // used to test whether a single value is comparable.
    if (f.length !== 2) {
      compare1 = ascending;
      compare2 = (d, x) => ascending(f(d), x);
      delta = (d, x) => f(d) - x;
    } else {
      compare1 = f === ascending || f === descending ? f : zero$1;
      compare2 = f;
      delta = f;
    }

    function left(a, x, lo = 0, hi = a.length) {
      if (lo < hi) {
        if (compare1(x, x) !== 0) return hi;
        do {
          const mid = (lo + hi) >>> 1;
          if (compare2(a[mid], x) < 0) lo = mid + 1;
          else hi = mid;
        } while (lo < hi);
      }
      return lo;
    }

    function right(a, x, lo = 0, hi = a.length) {
      if (lo < hi) {
        if (compare1(x, x) !== 0) return hi;
        do {
          const mid = (lo + hi) >>> 1;
          if (compare2(a[mid], x) <= 0) lo = mid + 1;
          else hi = mid;
        } while (lo < hi);
      }
      return lo;
    }

    function center(a, x, lo = 0, hi = a.length) {
      const i = left(a, x, lo, hi - 1);
      return i > lo && delta(a[i - 1], x) > -delta(a[i], x) ? i - 1 : i;
    }

    return {left, center, right};
  }

  function zero$1() {
    return 0;
  }

  function number$2(x) {
    return x === null ? NaN : +x;
  }

  const ascendingBisect = bisector(ascending);
  const bisectRight = ascendingBisect.right;
  bisector(number$2).center;

  class InternMap extends Map {
    constructor(entries, key = keyof) {
      super();
      Object.defineProperties(this, {_intern: {value: new Map()}, _key: {value: key}});
      if (entries != null) for (const [key, value] of entries) this.set(key, value);
    }
    get(key) {
      return super.get(intern_get(this, key));
    }
    has(key) {
      return super.has(intern_get(this, key));
    }
    set(key, value) {
      return super.set(intern_set(this, key), value);
    }
    delete(key) {
      return super.delete(intern_delete(this, key));
    }
  }

  function intern_get({_intern, _key}, value) {
    const key = _key(value);
    return _intern.has(key) ? _intern.get(key) : value;
  }

  function intern_set({_intern, _key}, value) {
    const key = _key(value);
    if (_intern.has(key)) return _intern.get(key);
    _intern.set(key, value);
    return value;
  }

  function intern_delete({_intern, _key}, value) {
    const key = _key(value);
    if (_intern.has(key)) {
      value = _intern.get(key);
      _intern.delete(key);
    }
    return value;
  }

  function keyof(value) {
    return value !== null && typeof value === "object" ? value.valueOf() : value;
  }

  function identity$2(x) {
    return x;
  }

  function group(values, ...keys) {
    return nest(values, identity$2, identity$2, keys);
  }

  function nest(values, map, reduce, keys) {
    return (function regroup(values, i) {
      if (i >= keys.length) return reduce(values);
      const groups = new InternMap();
      const keyof = keys[i++];
      let index = -1;
      for (const value of values) {
        const key = keyof(value, ++index, values);
        const group = groups.get(key);
        if (group) group.push(value);
        else groups.set(key, [value]);
      }
      for (const [key, values] of groups) {
        groups.set(key, regroup(values, i));
      }
      return map(groups);
    })(values, 0);
  }

  const e10 = Math.sqrt(50),
      e5 = Math.sqrt(10),
      e2 = Math.sqrt(2);

  function tickSpec(start, stop, count) {
    const step = (stop - start) / Math.max(0, count),
        power = Math.floor(Math.log10(step)),
        error = step / Math.pow(10, power),
        factor = error >= e10 ? 10 : error >= e5 ? 5 : error >= e2 ? 2 : 1;
    let i1, i2, inc;
    if (power < 0) {
      inc = Math.pow(10, -power) / factor;
      i1 = Math.round(start * inc);
      i2 = Math.round(stop * inc);
      if (i1 / inc < start) ++i1;
      if (i2 / inc > stop) --i2;
      inc = -inc;
    } else {
      inc = Math.pow(10, power) * factor;
      i1 = Math.round(start / inc);
      i2 = Math.round(stop / inc);
      if (i1 * inc < start) ++i1;
      if (i2 * inc > stop) --i2;
    }
    if (i2 < i1 && 0.5 <= count && count < 2) return tickSpec(start, stop, count * 2);
    return [i1, i2, inc];
  }

  function ticks(start, stop, count) {
    stop = +stop, start = +start, count = +count;
    if (!(count > 0)) return [];
    if (start === stop) return [start];
    const reverse = stop < start, [i1, i2, inc] = reverse ? tickSpec(stop, start, count) : tickSpec(start, stop, count);
    if (!(i2 >= i1)) return [];
    const n = i2 - i1 + 1, ticks = new Array(n);
    if (reverse) {
      if (inc < 0) for (let i = 0; i < n; ++i) ticks[i] = (i2 - i) / -inc;
      else for (let i = 0; i < n; ++i) ticks[i] = (i2 - i) * inc;
    } else {
      if (inc < 0) for (let i = 0; i < n; ++i) ticks[i] = (i1 + i) / -inc;
      else for (let i = 0; i < n; ++i) ticks[i] = (i1 + i) * inc;
    }
    return ticks;
  }

  function tickIncrement(start, stop, count) {
    stop = +stop, start = +start, count = +count;
    return tickSpec(start, stop, count)[2];
  }

  function tickStep(start, stop, count) {
    stop = +stop, start = +start, count = +count;
    const reverse = stop < start, inc = reverse ? tickIncrement(stop, start, count) : tickIncrement(start, stop, count);
    return (reverse ? -1 : 1) * (inc < 0 ? 1 / -inc : inc);
  }

  const TOP_PADDING = 20;
  const PADDING = 2;

  const Node = ({ node, onMouseOver, onClick, selected }) => {
      const { getModuleColor } = j(StaticContext);
      const { backgroundColor, fontColor } = getModuleColor(node);
      const { x0, x1, y1, y0, data, children = null } = node;
      const textRef = T(null);
      const textRectRef = T(undefined);
      const width = x1 - x0;
      const height = y1 - y0;
      const textProps = {
          "font-size": "0.7em",
          "dominant-baseline": "middle",
          "text-anchor": "middle",
          x: width / 2,
      };
      if (children != null) {
          textProps.y = (TOP_PADDING + PADDING) / 2;
      }
      else {
          textProps.y = height / 2;
      }
      F(() => {
          if (width == 0 || height == 0 || !textRef.current) {
              return;
          }
          if (textRectRef.current == null) {
              textRectRef.current = textRef.current.getBoundingClientRect();
          }
          let scale = 1;
          if (children != null) {
              scale = Math.min((width * 0.9) / textRectRef.current.width, Math.min(height, TOP_PADDING + PADDING) / textRectRef.current.height);
              scale = Math.min(1, scale);
              textRef.current.setAttribute("y", String(Math.min(TOP_PADDING + PADDING, height) / 2 / scale));
              textRef.current.setAttribute("x", String(width / 2 / scale));
          }
          else {
              scale = Math.min((width * 0.9) / textRectRef.current.width, (height * 0.9) / textRectRef.current.height);
              scale = Math.min(1, scale);
              textRef.current.setAttribute("y", String(height / 2 / scale));
              textRef.current.setAttribute("x", String(width / 2 / scale));
          }
          textRef.current.setAttribute("transform", \`scale(\${scale.toFixed(2)})\`);
      }, [children, height, width]);
      if (width == 0 || height == 0) {
          return null;
      }
      return (a$1("g", { className: "node", transform: \`translate(\${x0},\${y0})\`, onClick: (event) => {
              event.stopPropagation();
              onClick(node);
          }, onMouseOver: (event) => {
              event.stopPropagation();
              onMouseOver(node);
          }, children: [a$1("rect", { fill: backgroundColor, rx: 2, ry: 2, width: x1 - x0, height: y1 - y0, stroke: selected ? "#fff" : undefined, "stroke-width": selected ? 2 : undefined }), a$1("text", Object.assign({ ref: textRef, fill: fontColor, onClick: (event) => {
                      var _a;
                      if (((_a = window.getSelection()) === null || _a === void 0 ? void 0 : _a.toString()) !== "") {
                          event.stopPropagation();
                      }
                  } }, textProps, { children: data.name }))] }));
  };

  const TreeMap = ({ root, onNodeHover, selectedNode, onNodeClick, }) => {
      const { width, height, getModuleIds } = j(StaticContext);
      console.time("layering");
      // this will make groups by height
      const nestedData = w(() => {
          const nestedDataMap = group(root.descendants(), (d) => d.height);
          const nestedDataKV = Array.from(nestedDataMap, ([key, values]) => ({
              key,
              values,
          }));
          nestedDataKV.sort((a, b) => b.key - a.key);
          return nestedDataKV;
      }, [root]);
      console.timeEnd("layering");
      return (a$1("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: \`0 0 \${width} \${height}\`, children: nestedData.map(({ key, values }) => {
              return (a$1("g", { className: "layer", children: values.map((node) => {
                      return (a$1(Node, { node: node, onMouseOver: onNodeHover, selected: selectedNode === node, onClick: onNodeClick }, getModuleIds(node.data).nodeUid.id));
                  }) }, key));
          }) }));
  };

  var bytes = {exports: {}};

  /*!
   * bytes
   * Copyright(c) 2012-2014 TJ Holowaychuk
   * Copyright(c) 2015 Jed Watson
   * MIT Licensed
   */

  var hasRequiredBytes;

  function requireBytes () {
  	if (hasRequiredBytes) return bytes.exports;
  	hasRequiredBytes = 1;

  	/**
  	 * Module exports.
  	 * @public
  	 */

  	bytes.exports = bytes$1;
  	bytes.exports.format = format;
  	bytes.exports.parse = parse;

  	/**
  	 * Module variables.
  	 * @private
  	 */

  	var formatThousandsRegExp = /\\B(?=(\\d{3})+(?!\\d))/g;

  	var formatDecimalsRegExp = /(?:\\.0*|(\\.[^0]+)0+)$/;

  	var map = {
  	  b:  1,
  	  kb: 1 << 10,
  	  mb: 1 << 20,
  	  gb: 1 << 30,
  	  tb: Math.pow(1024, 4),
  	  pb: Math.pow(1024, 5),
  	};

  	var parseRegExp = /^((-|\\+)?(\\d+(?:\\.\\d+)?)) *(kb|mb|gb|tb|pb)$/i;

  	/**
  	 * Convert the given value in bytes into a string or parse to string to an integer in bytes.
  	 *
  	 * @param {string|number} value
  	 * @param {{
  	 *  case: [string],
  	 *  decimalPlaces: [number]
  	 *  fixedDecimals: [boolean]
  	 *  thousandsSeparator: [string]
  	 *  unitSeparator: [string]
  	 *  }} [options] bytes options.
  	 *
  	 * @returns {string|number|null}
  	 */

  	function bytes$1(value, options) {
  	  if (typeof value === 'string') {
  	    return parse(value);
  	  }

  	  if (typeof value === 'number') {
  	    return format(value, options);
  	  }

  	  return null;
  	}

  	/**
  	 * Format the given value in bytes into a string.
  	 *
  	 * If the value is negative, it is kept as such. If it is a float,
  	 * it is rounded.
  	 *
  	 * @param {number} value
  	 * @param {object} [options]
  	 * @param {number} [options.decimalPlaces=2]
  	 * @param {number} [options.fixedDecimals=false]
  	 * @param {string} [options.thousandsSeparator=]
  	 * @param {string} [options.unit=]
  	 * @param {string} [options.unitSeparator=]
  	 *
  	 * @returns {string|null}
  	 * @public
  	 */

  	function format(value, options) {
  	  if (!Number.isFinite(value)) {
  	    return null;
  	  }

  	  var mag = Math.abs(value);
  	  var thousandsSeparator = (options && options.thousandsSeparator) || '';
  	  var unitSeparator = (options && options.unitSeparator) || '';
  	  var decimalPlaces = (options && options.decimalPlaces !== undefined) ? options.decimalPlaces : 2;
  	  var fixedDecimals = Boolean(options && options.fixedDecimals);
  	  var unit = (options && options.unit) || '';

  	  if (!unit || !map[unit.toLowerCase()]) {
  	    if (mag >= map.pb) {
  	      unit = 'PB';
  	    } else if (mag >= map.tb) {
  	      unit = 'TB';
  	    } else if (mag >= map.gb) {
  	      unit = 'GB';
  	    } else if (mag >= map.mb) {
  	      unit = 'MB';
  	    } else if (mag >= map.kb) {
  	      unit = 'KB';
  	    } else {
  	      unit = 'B';
  	    }
  	  }

  	  var val = value / map[unit.toLowerCase()];
  	  var str = val.toFixed(decimalPlaces);

  	  if (!fixedDecimals) {
  	    str = str.replace(formatDecimalsRegExp, '$1');
  	  }

  	  if (thousandsSeparator) {
  	    str = str.split('.').map(function (s, i) {
  	      return i === 0
  	        ? s.replace(formatThousandsRegExp, thousandsSeparator)
  	        : s
  	    }).join('.');
  	  }

  	  return str + unitSeparator + unit;
  	}

  	/**
  	 * Parse the string value into an integer in bytes.
  	 *
  	 * If no unit is given, it is assumed the value is in bytes.
  	 *
  	 * @param {number|string} val
  	 *
  	 * @returns {number|null}
  	 * @public
  	 */

  	function parse(val) {
  	  if (typeof val === 'number' && !isNaN(val)) {
  	    return val;
  	  }

  	  if (typeof val !== 'string') {
  	    return null;
  	  }

  	  // Test if the string passed is valid
  	  var results = parseRegExp.exec(val);
  	  var floatValue;
  	  var unit = 'b';

  	  if (!results) {
  	    // Nothing could be extracted from the given string
  	    floatValue = parseInt(val, 10);
  	    unit = 'b';
  	  } else {
  	    // Retrieve the value and the unit
  	    floatValue = parseFloat(results[1]);
  	    unit = results[4].toLowerCase();
  	  }

  	  if (isNaN(floatValue)) {
  	    return null;
  	  }

  	  return Math.floor(map[unit] * floatValue);
  	}
  	return bytes.exports;
  }

  var bytesExports = requireBytes();

  const Tooltip_marginX = 10;
  const Tooltip_marginY = 30;
  const SOURCEMAP_RENDERED = (a$1("span", { children: [" ", a$1("b", { children: LABELS.renderedLength }), " is a number of characters in the file after individual and ", a$1("br", {}), " ", "whole bundle transformations according to sourcemap."] }));
  const RENDRED = (a$1("span", { children: [a$1("b", { children: LABELS.renderedLength }), " is a byte size of individual file after transformations and treeshake."] }));
  const COMPRESSED = (a$1("span", { children: [a$1("b", { children: LABELS.gzipLength }), " and ", a$1("b", { children: LABELS.brotliLength }), " is a byte size of individual file after individual transformations,", a$1("br", {}), " treeshake and compression."] }));
  const Tooltip = ({ node, visible, root, sizeProperty, }) => {
      const { availableSizeProperties, getModuleSize, data } = j(StaticContext);
      const ref = T(null);
      const [style, setStyle] = d({});
      const content = w(() => {
          if (!node)
              return null;
          const mainSize = getModuleSize(node.data, sizeProperty);
          const percentageNum = (100 * mainSize) / getModuleSize(root.data, sizeProperty);
          const percentage = percentageNum.toFixed(2);
          const percentageString = percentage + "%";
          const path = node
              .ancestors()
              .toReversed()
              .map((d) => d.data.name)
              .join("/");
          let dataNode = null;
          if (!isModuleTree(node.data)) {
              const mainUid = data.nodeParts[node.data.uid].metaUid;
              dataNode = data.nodeMetas[mainUid];
          }
          return (a$1(M, { children: [a$1("div", { children: path }), availableSizeProperties.map((sizeProp) => {
                      if (sizeProp === sizeProperty) {
                          return (a$1("div", { children: [a$1("b", { children: [LABELS[sizeProp], ": ", bytesExports.format(mainSize)] }), " ", "(", percentageString, ")"] }, sizeProp));
                      }
                      else {
                          return (a$1("div", { children: [LABELS[sizeProp], ": ", bytesExports.format(getModuleSize(node.data, sizeProp))] }, sizeProp));
                      }
                  }), a$1("br", {}), dataNode && dataNode.importedBy.length > 0 && (a$1("div", { children: [a$1("div", { children: [a$1("b", { children: "Imported By" }), ":"] }), dataNode.importedBy.map(({ uid }) => {
                              const id = data.nodeMetas[uid].id;
                              return a$1("div", { children: id }, id);
                          })] })), a$1("br", {}), a$1("small", { children: data.options.sourcemap ? SOURCEMAP_RENDERED : RENDRED }), (data.options.gzip || data.options.brotli) && (a$1(M, { children: [a$1("br", {}), a$1("small", { children: COMPRESSED })] }))] }));
      }, [availableSizeProperties, data, getModuleSize, node, root.data, sizeProperty]);
      const updatePosition = (mouseCoords) => {
          if (!ref.current)
              return;
          const pos = {
              left: mouseCoords.x + Tooltip_marginX,
              top: mouseCoords.y + Tooltip_marginY,
          };
          const boundingRect = ref.current.getBoundingClientRect();
          if (pos.left + boundingRect.width > window.innerWidth) {
              // Shifting horizontally
              pos.left = Math.max(0, window.innerWidth - boundingRect.width);
          }
          if (pos.top + boundingRect.height > window.innerHeight) {
              // Flipping vertically
              pos.top = Math.max(0, mouseCoords.y - Tooltip_marginY - boundingRect.height);
          }
          setStyle({ left: \`\${pos.left}px\`, top: \`\${pos.top}px\` });
      };
      A$1(() => {
          const handleMouseMove = (event) => {
              updatePosition({
                  x: event.pageX,
                  y: event.pageY,
              });
          };
          document.addEventListener("mousemove", handleMouseMove, true);
          return () => {
              document.removeEventListener("mousemove", handleMouseMove, true);
          };
      }, []);
      return (a$1("div", { className: \`tooltip \${visible ? "" : "tooltip-hidden"}\`, ref: ref, style: style, children: content }));
  };

  const Chart = ({ root, sizeProperty, selectedNode, setSelectedNode, }) => {
      const [showTooltip, setShowTooltip] = d(false);
      const [tooltipNode, setTooltipNode] = d(undefined);
      A$1(() => {
          const handleMouseOut = () => {
              setShowTooltip(false);
          };
          document.addEventListener("mouseover", handleMouseOut);
          return () => {
              document.removeEventListener("mouseover", handleMouseOut);
          };
      }, []);
      return (a$1(M, { children: [a$1(TreeMap, { root: root, onNodeHover: (node) => {
                      setTooltipNode(node);
                      setShowTooltip(true);
                  }, selectedNode: selectedNode, onNodeClick: (node) => {
                      setSelectedNode(selectedNode === node ? undefined : node);
                  } }), a$1(Tooltip, { visible: showTooltip, node: tooltipNode, root: root, sizeProperty: sizeProperty })] }));
  };

  const Main = () => {
      const { availableSizeProperties, rawHierarchy, getModuleSize, layout, data } = j(StaticContext);
      const [sizeProperty, setSizeProperty] = d(availableSizeProperties[0]);
      const [selectedNode, setSelectedNode] = d(undefined);
      const { getModuleFilterMultiplier, setExcludeFilter, setIncludeFilter } = useFilter();
      console.time("getNodeSizeMultiplier");
      const getNodeSizeMultiplier = w(() => {
          const selectedMultiplier = 1; // selectedSize < rootSize * increaseFactor ? (rootSize * increaseFactor) / selectedSize : rootSize / selectedSize;
          const nonSelectedMultiplier = 0; // 1 / selectedMultiplier
          if (selectedNode === undefined) {
              return () => 1;
          }
          else if (isModuleTree(selectedNode.data)) {
              const leaves = new Set(selectedNode.leaves().map((d) => d.data));
              return (node) => {
                  if (leaves.has(node)) {
                      return selectedMultiplier;
                  }
                  return nonSelectedMultiplier;
              };
          }
          else {
              return (node) => {
                  if (node === selectedNode.data) {
                      return selectedMultiplier;
                  }
                  return nonSelectedMultiplier;
              };
          }
      }, [getModuleSize, rawHierarchy.data, selectedNode, sizeProperty]);
      console.timeEnd("getNodeSizeMultiplier");
      console.time("root hierarchy compute");
      // root here always be the same as rawHierarchy even after layouting
      const root = w(() => {
          const rootWithSizesAndSorted = rawHierarchy
              .sum((node) => {
              var _a;
              if (isModuleTree(node))
                  return 0;
              const meta = data.nodeMetas[data.nodeParts[node.uid].metaUid];
              /* eslint-disable typescript/no-non-null-asserted-optional-chain typescript/no-extra-non-null-assertion */
              const bundleId = (_a = Object.entries(meta.moduleParts).find(([, uid]) => uid == node.uid)) === null || _a === void 0 ? void 0 : _a[0];
              const ownSize = getModuleSize(node, sizeProperty);
              const zoomMultiplier = getNodeSizeMultiplier(node);
              const filterMultiplier = getModuleFilterMultiplier(bundleId, meta);
              return ownSize * zoomMultiplier * filterMultiplier;
          })
              // eslint-disable-next-line unicorn/no-array-sort
              .sort((a, b) => getModuleSize(a.data, sizeProperty) - getModuleSize(b.data, sizeProperty));
          return layout(rootWithSizesAndSorted);
      }, [
          data,
          getModuleFilterMultiplier,
          getModuleSize,
          getNodeSizeMultiplier,
          layout,
          rawHierarchy,
          sizeProperty,
      ]);
      console.timeEnd("root hierarchy compute");
      return (a$1(M, { children: [a$1(SideBar, { sizeProperty: sizeProperty, availableSizeProperties: availableSizeProperties, setSizeProperty: setSizeProperty, onExcludeChange: setExcludeFilter, onIncludeChange: setIncludeFilter }), a$1(Chart, { root: root, sizeProperty: sizeProperty, selectedNode: selectedNode, setSelectedNode: setSelectedNode })] }));
  };

  // https://d3js.org/d3-color/ v3.1.1 Copyright 2010-2026 Mike Bostock
  function define(constructor, factory, prototype) {
    constructor.prototype = factory.prototype = prototype;
    prototype.constructor = constructor;
  }

  function extend(parent, definition) {
    var prototype = Object.create(parent.prototype);
    for (var key in definition) prototype[key] = definition[key];
    return prototype;
  }

  function Color() {}

  var darker = 0.7;
  var brighter = 1 / darker;

  var reI = "\\\\s*([+-]?\\\\d+)\\\\s*",
      reN = "\\\\s*([+-]?(?:\\\\d*\\\\.)?\\\\d+(?:[eE][+-]?\\\\d+)?)\\\\s*",
      reP = "\\\\s*([+-]?(?:\\\\d*\\\\.)?\\\\d+(?:[eE][+-]?\\\\d+)?)%\\\\s*",
      reHex = /^#([0-9a-f]{3,8})$/,
      reRgbInteger = new RegExp(\`^rgb\\\\(\${reI},\${reI},\${reI}\\\\)$\`),
      reRgbPercent = new RegExp(\`^rgb\\\\(\${reP},\${reP},\${reP}\\\\)$\`),
      reRgbaInteger = new RegExp(\`^rgba\\\\(\${reI},\${reI},\${reI},\${reN}\\\\)$\`),
      reRgbaPercent = new RegExp(\`^rgba\\\\(\${reP},\${reP},\${reP},\${reN}\\\\)$\`),
      reHslPercent = new RegExp(\`^hsl\\\\(\${reN},\${reP},\${reP}\\\\)$\`),
      reHslaPercent = new RegExp(\`^hsla\\\\(\${reN},\${reP},\${reP},\${reN}\\\\)$\`);

  var named = {
    aliceblue: 0xf0f8ff,
    antiquewhite: 0xfaebd7,
    aqua: 0x00ffff,
    aquamarine: 0x7fffd4,
    azure: 0xf0ffff,
    beige: 0xf5f5dc,
    bisque: 0xffe4c4,
    black: 0x000000,
    blanchedalmond: 0xffebcd,
    blue: 0x0000ff,
    blueviolet: 0x8a2be2,
    brown: 0xa52a2a,
    burlywood: 0xdeb887,
    cadetblue: 0x5f9ea0,
    chartreuse: 0x7fff00,
    chocolate: 0xd2691e,
    coral: 0xff7f50,
    cornflowerblue: 0x6495ed,
    cornsilk: 0xfff8dc,
    crimson: 0xdc143c,
    cyan: 0x00ffff,
    darkblue: 0x00008b,
    darkcyan: 0x008b8b,
    darkgoldenrod: 0xb8860b,
    darkgray: 0xa9a9a9,
    darkgreen: 0x006400,
    darkgrey: 0xa9a9a9,
    darkkhaki: 0xbdb76b,
    darkmagenta: 0x8b008b,
    darkolivegreen: 0x556b2f,
    darkorange: 0xff8c00,
    darkorchid: 0x9932cc,
    darkred: 0x8b0000,
    darksalmon: 0xe9967a,
    darkseagreen: 0x8fbc8f,
    darkslateblue: 0x483d8b,
    darkslategray: 0x2f4f4f,
    darkslategrey: 0x2f4f4f,
    darkturquoise: 0x00ced1,
    darkviolet: 0x9400d3,
    deeppink: 0xff1493,
    deepskyblue: 0x00bfff,
    dimgray: 0x696969,
    dimgrey: 0x696969,
    dodgerblue: 0x1e90ff,
    firebrick: 0xb22222,
    floralwhite: 0xfffaf0,
    forestgreen: 0x228b22,
    fuchsia: 0xff00ff,
    gainsboro: 0xdcdcdc,
    ghostwhite: 0xf8f8ff,
    gold: 0xffd700,
    goldenrod: 0xdaa520,
    gray: 0x808080,
    green: 0x008000,
    greenyellow: 0xadff2f,
    grey: 0x808080,
    honeydew: 0xf0fff0,
    hotpink: 0xff69b4,
    indianred: 0xcd5c5c,
    indigo: 0x4b0082,
    ivory: 0xfffff0,
    khaki: 0xf0e68c,
    lavender: 0xe6e6fa,
    lavenderblush: 0xfff0f5,
    lawngreen: 0x7cfc00,
    lemonchiffon: 0xfffacd,
    lightblue: 0xadd8e6,
    lightcoral: 0xf08080,
    lightcyan: 0xe0ffff,
    lightgoldenrodyellow: 0xfafad2,
    lightgray: 0xd3d3d3,
    lightgreen: 0x90ee90,
    lightgrey: 0xd3d3d3,
    lightpink: 0xffb6c1,
    lightsalmon: 0xffa07a,
    lightseagreen: 0x20b2aa,
    lightskyblue: 0x87cefa,
    lightslategray: 0x778899,
    lightslategrey: 0x778899,
    lightsteelblue: 0xb0c4de,
    lightyellow: 0xffffe0,
    lime: 0x00ff00,
    limegreen: 0x32cd32,
    linen: 0xfaf0e6,
    magenta: 0xff00ff,
    maroon: 0x800000,
    mediumaquamarine: 0x66cdaa,
    mediumblue: 0x0000cd,
    mediumorchid: 0xba55d3,
    mediumpurple: 0x9370db,
    mediumseagreen: 0x3cb371,
    mediumslateblue: 0x7b68ee,
    mediumspringgreen: 0x00fa9a,
    mediumturquoise: 0x48d1cc,
    mediumvioletred: 0xc71585,
    midnightblue: 0x191970,
    mintcream: 0xf5fffa,
    mistyrose: 0xffe4e1,
    moccasin: 0xffe4b5,
    navajowhite: 0xffdead,
    navy: 0x000080,
    oldlace: 0xfdf5e6,
    olive: 0x808000,
    olivedrab: 0x6b8e23,
    orange: 0xffa500,
    orangered: 0xff4500,
    orchid: 0xda70d6,
    palegoldenrod: 0xeee8aa,
    palegreen: 0x98fb98,
    paleturquoise: 0xafeeee,
    palevioletred: 0xdb7093,
    papayawhip: 0xffefd5,
    peachpuff: 0xffdab9,
    peru: 0xcd853f,
    pink: 0xffc0cb,
    plum: 0xdda0dd,
    powderblue: 0xb0e0e6,
    purple: 0x800080,
    rebeccapurple: 0x663399,
    red: 0xff0000,
    rosybrown: 0xbc8f8f,
    royalblue: 0x4169e1,
    saddlebrown: 0x8b4513,
    salmon: 0xfa8072,
    sandybrown: 0xf4a460,
    seagreen: 0x2e8b57,
    seashell: 0xfff5ee,
    sienna: 0xa0522d,
    silver: 0xc0c0c0,
    skyblue: 0x87ceeb,
    slateblue: 0x6a5acd,
    slategray: 0x708090,
    slategrey: 0x708090,
    snow: 0xfffafa,
    springgreen: 0x00ff7f,
    steelblue: 0x4682b4,
    tan: 0xd2b48c,
    teal: 0x008080,
    thistle: 0xd8bfd8,
    tomato: 0xff6347,
    turquoise: 0x40e0d0,
    violet: 0xee82ee,
    wheat: 0xf5deb3,
    white: 0xffffff,
    whitesmoke: 0xf5f5f5,
    yellow: 0xffff00,
    yellowgreen: 0x9acd32
  };

  define(Color, color, {
    copy(channels) {
      return Object.assign(new this.constructor, this, channels);
    },
    displayable() {
      return this.rgb().displayable();
    },
    hex: color_formatHex, // Deprecated! Use color.formatHex.
    formatHex: color_formatHex,
    formatHex8: color_formatHex8,
    formatHsl: color_formatHsl,
    formatRgb: color_formatRgb,
    toString: color_formatRgb
  });

  function color_formatHex() {
    return this.rgb().formatHex();
  }

  function color_formatHex8() {
    return this.rgb().formatHex8();
  }

  function color_formatHsl() {
    return hslConvert(this).formatHsl();
  }

  function color_formatRgb() {
    return this.rgb().formatRgb();
  }

  function color(format) {
    var m, l;
    format = (format + "").trim().toLowerCase();
    return (m = reHex.exec(format)) ? (l = m[1].length, m = parseInt(m[1], 16), l === 6 ? rgbn(m) // #ff0000
        : l === 3 ? new Rgb((m >> 8 & 0xf) | (m >> 4 & 0xf0), (m >> 4 & 0xf) | (m & 0xf0), ((m & 0xf) << 4) | (m & 0xf), 1) // #f00
        : l === 8 ? rgba(m >> 24 & 0xff, m >> 16 & 0xff, m >> 8 & 0xff, (m & 0xff) / 0xff) // #ff000000
        : l === 4 ? rgba((m >> 12 & 0xf) | (m >> 8 & 0xf0), (m >> 8 & 0xf) | (m >> 4 & 0xf0), (m >> 4 & 0xf) | (m & 0xf0), (((m & 0xf) << 4) | (m & 0xf)) / 0xff) // #f000
        : null) // invalid hex
        : (m = reRgbInteger.exec(format)) ? new Rgb(m[1], m[2], m[3], 1) // rgb(255, 0, 0)
        : (m = reRgbPercent.exec(format)) ? new Rgb(m[1] * 255 / 100, m[2] * 255 / 100, m[3] * 255 / 100, 1) // rgb(100%, 0%, 0%)
        : (m = reRgbaInteger.exec(format)) ? rgba(m[1], m[2], m[3], m[4]) // rgba(255, 0, 0, 1)
        : (m = reRgbaPercent.exec(format)) ? rgba(m[1] * 255 / 100, m[2] * 255 / 100, m[3] * 255 / 100, m[4]) // rgb(100%, 0%, 0%, 1)
        : (m = reHslPercent.exec(format)) ? hsla(m[1], m[2] / 100, m[3] / 100, 1) // hsl(120, 50%, 50%)
        : (m = reHslaPercent.exec(format)) ? hsla(m[1], m[2] / 100, m[3] / 100, m[4]) // hsla(120, 50%, 50%, 1)
        : named.hasOwnProperty(format) ? rgbn(named[format]) // eslint-disable-line no-prototype-builtins
        : format === "transparent" ? new Rgb(NaN, NaN, NaN, 0)
        : null;
  }

  function rgbn(n) {
    return new Rgb(n >> 16 & 0xff, n >> 8 & 0xff, n & 0xff, 1);
  }

  function rgba(r, g, b, a) {
    if (a <= 0) r = g = b = NaN;
    return new Rgb(r, g, b, a);
  }

  function rgbConvert(o) {
    if (!(o instanceof Color)) o = color(o);
    if (!o) return new Rgb;
    o = o.rgb();
    return new Rgb(o.r, o.g, o.b, o.opacity);
  }

  function rgb$1(r, g, b, opacity) {
    return arguments.length === 1 ? rgbConvert(r) : new Rgb(r, g, b, opacity == null ? 1 : opacity);
  }

  function Rgb(r, g, b, opacity) {
    this.r = +r;
    this.g = +g;
    this.b = +b;
    this.opacity = +opacity;
  }

  define(Rgb, rgb$1, extend(Color, {
    brighter(k) {
      k = k == null ? brighter : Math.pow(brighter, k);
      return new Rgb(this.r * k, this.g * k, this.b * k, this.opacity);
    },
    darker(k) {
      k = k == null ? darker : Math.pow(darker, k);
      return new Rgb(this.r * k, this.g * k, this.b * k, this.opacity);
    },
    rgb() {
      return this;
    },
    clamp() {
      return new Rgb(clampi(this.r), clampi(this.g), clampi(this.b), clampa(this.opacity));
    },
    displayable() {
      return (-0.5 <= this.r && this.r < 255.5)
          && (-0.5 <= this.g && this.g < 255.5)
          && (-0.5 <= this.b && this.b < 255.5)
          && (0 <= this.opacity && this.opacity <= 1);
    },
    hex: rgb_formatHex, // Deprecated! Use color.formatHex.
    formatHex: rgb_formatHex,
    formatHex8: rgb_formatHex8,
    formatRgb: rgb_formatRgb,
    toString: rgb_formatRgb
  }));

  function rgb_formatHex() {
    return \`#\${hex(this.r)}\${hex(this.g)}\${hex(this.b)}\`;
  }

  function rgb_formatHex8() {
    return \`#\${hex(this.r)}\${hex(this.g)}\${hex(this.b)}\${hex((isNaN(this.opacity) ? 1 : this.opacity) * 255)}\`;
  }

  function rgb_formatRgb() {
    const a = clampa(this.opacity);
    return \`\${a === 1 ? "rgb(" : "rgba("}\${clampi(this.r)}, \${clampi(this.g)}, \${clampi(this.b)}\${a === 1 ? ")" : \`, \${a})\`}\`;
  }

  function clampa(opacity) {
    return isNaN(opacity) ? 1 : Math.max(0, Math.min(1, opacity));
  }

  function clampi(value) {
    return Math.max(0, Math.min(255, Math.round(value) || 0));
  }

  function hex(value) {
    value = clampi(value);
    return (value < 16 ? "0" : "") + value.toString(16);
  }

  function hsla(h, s, l, a) {
    if (a <= 0) h = s = l = NaN;
    else if (l <= 0 || l >= 1) h = s = NaN;
    else if (s <= 0) h = NaN;
    return new Hsl(h, s, l, a);
  }

  function hslConvert(o) {
    if (o instanceof Hsl) return new Hsl(o.h, o.s, o.l, o.opacity);
    if (!(o instanceof Color)) o = color(o);
    if (!o) return new Hsl;
    if (o instanceof Hsl) return o;
    o = o.rgb();
    var r = o.r / 255,
        g = o.g / 255,
        b = o.b / 255,
        min = Math.min(r, g, b),
        max = Math.max(r, g, b),
        h = NaN,
        s = max - min,
        l = (max + min) / 2;
    if (s) {
      if (r === max) h = (g - b) / s + (g < b) * 6;
      else if (g === max) h = (b - r) / s + 2;
      else h = (r - g) / s + 4;
      s /= l < 0.5 ? max + min : 2 - max - min;
      h *= 60;
    } else {
      s = l > 0 && l < 1 ? 0 : h;
    }
    return new Hsl(h, s, l, o.opacity);
  }

  function hsl(h, s, l, opacity) {
    return arguments.length === 1 ? hslConvert(h) : new Hsl(h, s, l, opacity == null ? 1 : opacity);
  }

  function Hsl(h, s, l, opacity) {
    this.h = +h;
    this.s = +s;
    this.l = +l;
    this.opacity = +opacity;
  }

  define(Hsl, hsl, extend(Color, {
    brighter(k) {
      k = k == null ? brighter : Math.pow(brighter, k);
      return new Hsl(this.h, this.s, this.l * k, this.opacity);
    },
    darker(k) {
      k = k == null ? darker : Math.pow(darker, k);
      return new Hsl(this.h, this.s, this.l * k, this.opacity);
    },
    rgb() {
      var h = this.h % 360 + (this.h < 0) * 360,
          s = isNaN(h) || isNaN(this.s) ? 0 : this.s,
          l = this.l,
          m2 = l + (l < 0.5 ? l : 1 - l) * s,
          m1 = 2 * l - m2;
      return new Rgb(
        hsl2rgb(h >= 240 ? h - 240 : h + 120, m1, m2),
        hsl2rgb(h, m1, m2),
        hsl2rgb(h < 120 ? h + 240 : h - 120, m1, m2),
        this.opacity
      );
    },
    clamp() {
      return new Hsl(clamph(this.h), clampt(this.s), clampt(this.l), clampa(this.opacity));
    },
    displayable() {
      return (0 <= this.s && this.s <= 1 || isNaN(this.s))
          && (0 <= this.l && this.l <= 1)
          && (0 <= this.opacity && this.opacity <= 1);
    },
    formatHsl() {
      const a = clampa(this.opacity);
      return \`\${a === 1 ? "hsl(" : "hsla("}\${clamph(this.h)}, \${clampt(this.s) * 100}%, \${clampt(this.l) * 100}%\${a === 1 ? ")" : \`, \${a})\`}\`;
    }
  }));

  function clamph(value) {
    value = (value || 0) % 360;
    return value < 0 ? value + 360 : value;
  }

  function clampt(value) {
    return Math.max(0, Math.min(1, value || 0));
  }

  /* From FvD 13.37, CSS Color Module Level 3 */
  function hsl2rgb(h, m1, m2) {
    return (h < 60 ? m1 + (m2 - m1) * h / 60
        : h < 180 ? m2
        : h < 240 ? m1 + (m2 - m1) * (240 - h) / 60
        : m1) * 255;
  }

  const radians = Math.PI / 180;
  const degrees = 180 / Math.PI;

  // https://observablehq.com/@mbostock/lab-and-rgb
  const K = 18,
      Xn = 0.96422,
      Yn = 1,
      Zn = 0.82521,
      t0 = 4 / 29,
      t1 = 6 / 29,
      t2 = 3 * t1 * t1,
      t3 = t1 * t1 * t1;

  function labConvert(o) {
    if (o instanceof Lab) return new Lab(o.l, o.a, o.b, o.opacity);
    if (o instanceof Hcl) return hcl2lab(o);
    if (!(o instanceof Rgb)) o = rgbConvert(o);
    var r = rgb2lrgb(o.r),
        g = rgb2lrgb(o.g),
        b = rgb2lrgb(o.b),
        y = xyz2lab((0.2225045 * r + 0.7168786 * g + 0.0606169 * b) / Yn), x, z;
    if (r === g && g === b) x = z = y; else {
      x = xyz2lab((0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / Xn);
      z = xyz2lab((0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / Zn);
    }
    return new Lab(116 * y - 16, 500 * (x - y), 200 * (y - z), o.opacity);
  }

  function lab(l, a, b, opacity) {
    return arguments.length === 1 ? labConvert(l) : new Lab(l, a, b, opacity == null ? 1 : opacity);
  }

  function Lab(l, a, b, opacity) {
    this.l = +l;
    this.a = +a;
    this.b = +b;
    this.opacity = +opacity;
  }

  define(Lab, lab, extend(Color, {
    brighter(k) {
      return new Lab(this.l + K * (k == null ? 1 : k), this.a, this.b, this.opacity);
    },
    darker(k) {
      return new Lab(this.l - K * (k == null ? 1 : k), this.a, this.b, this.opacity);
    },
    rgb() {
      var y = (this.l + 16) / 116,
          x = isNaN(this.a) ? y : y + this.a / 500,
          z = isNaN(this.b) ? y : y - this.b / 200;
      x = Xn * lab2xyz(x);
      y = Yn * lab2xyz(y);
      z = Zn * lab2xyz(z);
      return new Rgb(
        lrgb2rgb( 3.1338561 * x - 1.6168667 * y - 0.4906146 * z),
        lrgb2rgb(-0.9787684 * x + 1.9161415 * y + 0.0334540 * z),
        lrgb2rgb( 0.0719453 * x - 0.2289914 * y + 1.4052427 * z),
        this.opacity
      );
    }
  }));

  function xyz2lab(t) {
    return t > t3 ? Math.pow(t, 1 / 3) : t / t2 + t0;
  }

  function lab2xyz(t) {
    return t > t1 ? t * t * t : t2 * (t - t0);
  }

  function lrgb2rgb(x) {
    return 255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * Math.pow(x, 1 / 2.4) - 0.055);
  }

  function rgb2lrgb(x) {
    return (x /= 255) <= 0.04045 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4);
  }

  function hclConvert(o) {
    if (o instanceof Hcl) return new Hcl(o.h, o.c, o.l, o.opacity);
    if (!(o instanceof Lab)) o = labConvert(o);
    if (o.a === 0 && o.b === 0) return new Hcl(NaN, 0 < o.l && o.l < 100 ? 0 : NaN, o.l, o.opacity);
    var h = Math.atan2(o.b, o.a) * degrees;
    return new Hcl(h < 0 ? h + 360 : h, Math.sqrt(o.a * o.a + o.b * o.b), o.l, o.opacity);
  }

  function hcl(h, c, l, opacity) {
    return arguments.length === 1 ? hclConvert(h) : new Hcl(h, c, l, opacity == null ? 1 : opacity);
  }

  function Hcl(h, c, l, opacity) {
    this.h = +h;
    this.c = +c;
    this.l = +l;
    this.opacity = +opacity;
  }

  function hcl2lab(o) {
    if (isNaN(o.h)) return new Lab(o.l, 0, 0, o.opacity);
    var h = o.h * radians;
    return new Lab(o.l, Math.cos(h) * o.c, Math.sin(h) * o.c, o.opacity);
  }

  define(Hcl, hcl, extend(Color, {
    brighter(k) {
      return new Hcl(this.h, this.c, this.l + K * (k == null ? 1 : k), this.opacity);
    },
    darker(k) {
      return new Hcl(this.h, this.c, this.l - K * (k == null ? 1 : k), this.opacity);
    },
    rgb() {
      return hcl2lab(this).rgb();
    }
  }));

  var A = -0.14861,
      B = 1.78277,
      C = -0.29227,
      D = -0.90649,
      E = 1.97294,
      ED = E * D,
      EB = E * B,
      BC_DA = B * C - D * A;

  function cubehelixConvert(o) {
    if (o instanceof Cubehelix) return new Cubehelix(o.h, o.s, o.l, o.opacity);
    if (!(o instanceof Rgb)) o = rgbConvert(o);
    var r = o.r / 255,
        g = o.g / 255,
        b = o.b / 255,
        l = (BC_DA * b + ED * r - EB * g) / (BC_DA + ED - EB),
        bl = b - l,
        k = (E * (g - l) - C * bl) / D,
        s = Math.sqrt(k * k + bl * bl) / (E * l * (1 - l)), // NaN if l=0 or l=1
        h = s ? Math.atan2(k, bl) * degrees - 120 : NaN;
    return new Cubehelix(h < 0 ? h + 360 : h, s, l, o.opacity);
  }

  function cubehelix$1(h, s, l, opacity) {
    return arguments.length === 1 ? cubehelixConvert(h) : new Cubehelix(h, s, l, opacity == null ? 1 : opacity);
  }

  function Cubehelix(h, s, l, opacity) {
    this.h = +h;
    this.s = +s;
    this.l = +l;
    this.opacity = +opacity;
  }

  define(Cubehelix, cubehelix$1, extend(Color, {
    brighter(k) {
      k = k == null ? brighter : Math.pow(brighter, k);
      return new Cubehelix(this.h, this.s, this.l * k, this.opacity);
    },
    darker(k) {
      k = k == null ? darker : Math.pow(darker, k);
      return new Cubehelix(this.h, this.s, this.l * k, this.opacity);
    },
    rgb() {
      var h = isNaN(this.h) ? 0 : (this.h + 120) * radians,
          l = +this.l,
          a = isNaN(this.s) ? 0 : this.s * l * (1 - l),
          cosh = Math.cos(h),
          sinh = Math.sin(h);
      return new Rgb(
        255 * (l + a * (A * cosh + B * sinh)),
        255 * (l + a * (C * cosh + D * sinh)),
        255 * (l + a * (E * cosh)),
        this.opacity
      );
    }
  }));

  // https://d3js.org/d3-interpolate/ v3.0.2 Copyright 2010-2026 Mike Bostock

  var constant = x => () => x;

  function linear$1(a, d) {
    return function(t) {
      return a + t * d;
    };
  }

  function exponential(a, b, y) {
    return a = Math.pow(a, y), b = Math.pow(b, y) - a, y = 1 / y, function(t) {
      return Math.pow(a + t * b, y);
    };
  }

  function hue$1(a, b) {
    var d = b - a;
    return d ? linear$1(a, d > 180 || d < -180 ? d - 360 * Math.round(d / 360) : d) : constant(isNaN(a) ? b : a);
  }

  function gamma(y) {
    return (y = +y) === 1 ? nogamma : function(a, b) {
      return b - a ? exponential(a, b, y) : constant(isNaN(a) ? b : a);
    };
  }

  function nogamma(a, b) {
    var d = b - a;
    return d ? linear$1(a, d) : constant(isNaN(a) ? b : a);
  }

  var rgb = (function rgbGamma(y) {
    var color = gamma(y);

    function rgb(start, end) {
      var r = color((start = rgb$1(start)).r, (end = rgb$1(end)).r),
          g = color(start.g, end.g),
          b = color(start.b, end.b),
          opacity = nogamma(start.opacity, end.opacity);
      return function(t) {
        start.r = r(t);
        start.g = g(t);
        start.b = b(t);
        start.opacity = opacity(t);
        return start + "";
      };
    }

    rgb.gamma = rgbGamma;

    return rgb;
  })(1);

  function numberArray(a, b) {
    if (!b) b = [];
    var n = a ? Math.min(b.length, a.length) : 0,
        c = b.slice(),
        i;
    return function(t) {
      for (i = 0; i < n; ++i) c[i] = a[i] * (1 - t) + b[i] * t;
      return c;
    };
  }

  function isNumberArray(x) {
    return ArrayBuffer.isView(x) && !(x instanceof DataView);
  }

  function genericArray(a, b) {
    var nb = b ? b.length : 0,
        na = a ? Math.min(nb, a.length) : 0,
        x = new Array(na),
        c = new Array(nb),
        i;

    for (i = 0; i < na; ++i) x[i] = value(a[i], b[i]);
    for (; i < nb; ++i) c[i] = b[i];

    return function(t) {
      for (i = 0; i < na; ++i) c[i] = x[i](t);
      return c;
    };
  }

  function date(a, b) {
    var d = new Date;
    return a = +a, b = +b, function(t) {
      return d.setTime(a * (1 - t) + b * t), d;
    };
  }

  function number(a, b) {
    return a = +a, b = +b, function(t) {
      return a * (1 - t) + b * t;
    };
  }

  function object(a, b) {
    var i = {},
        c = {},
        k;

    if (a === null || typeof a !== "object") a = {};
    if (b === null || typeof b !== "object") b = {};

    for (k in b) {
      if (k in a) {
        i[k] = value(a[k], b[k]);
      } else {
        c[k] = b[k];
      }
    }

    return function(t) {
      for (k in i) c[k] = i[k](t);
      return c;
    };
  }

  var reA = /[-+]?(?:\\d+\\.?\\d*|\\.?\\d+)(?:[eE][-+]?\\d+)?/g,
      reB = new RegExp(reA.source, "g");

  function zero(b) {
    return function() {
      return b;
    };
  }

  function one(b) {
    return function(t) {
      return b(t) + "";
    };
  }

  function string(a, b) {
    var bi = reA.lastIndex = reB.lastIndex = 0, // scan index for next number in b
        am, // current match in a
        bm, // current match in b
        bs, // string preceding current number in b, if any
        i = -1, // index in s
        s = [], // string constants and placeholders
        q = []; // number interpolators

    // Coerce inputs to strings.
    a = a + "", b = b + "";

    // Interpolate pairs of numbers in a & b.
    while ((am = reA.exec(a))
        && (bm = reB.exec(b))) {
      if ((bs = bm.index) > bi) { // a string precedes the next number in b
        bs = b.slice(bi, bs);
        if (s[i]) s[i] += bs; // coalesce with previous string
        else s[++i] = bs;
      }
      if ((am = am[0]) === (bm = bm[0])) { // numbers in a & b match
        if (s[i]) s[i] += bm; // coalesce with previous string
        else s[++i] = bm;
      } else { // interpolate non-matching numbers
        s[++i] = null;
        q.push({i: i, x: number(am, bm)});
      }
      bi = reB.lastIndex;
    }

    // Add remains of b.
    if (bi < b.length) {
      bs = b.slice(bi);
      if (s[i]) s[i] += bs; // coalesce with previous string
      else s[++i] = bs;
    }

    // Special optimization for only a single match.
    // Otherwise, interpolate each of the numbers and rejoin the string.
    return s.length < 2 ? (q[0]
        ? one(q[0].x)
        : zero(b))
        : (b = q.length, function(t) {
            for (var i = 0, o; i < b; ++i) s[(o = q[i]).i] = o.x(t);
            return s.join("");
          });
  }

  function value(a, b) {
    var t = typeof b, c;
    return b == null || t === "boolean" ? constant(b)
        : (t === "number" ? number
        : t === "string" ? ((c = color(b)) ? (b = c, rgb) : string)
        : b instanceof color ? rgb
        : b instanceof Date ? date
        : isNumberArray(b) ? numberArray
        : Array.isArray(b) ? genericArray
        : typeof b.valueOf !== "function" && typeof b.toString !== "function" || isNaN(b) ? object
        : number)(a, b);
  }

  function round(a, b) {
    return a = +a, b = +b, function(t) {
      return Math.round(a * (1 - t) + b * t);
    };
  }

  var epsilon2 = 1e-12;

  function cosh(x) {
    return ((x = Math.exp(x)) + 1 / x) / 2;
  }

  function sinh(x) {
    return ((x = Math.exp(x)) - 1 / x) / 2;
  }

  function tanh(x) {
    return ((x = Math.exp(2 * x)) - 1) / (x + 1);
  }

  ((function zoomRho(rho, rho2, rho4) {

    // p0 = [ux0, uy0, w0]
    // p1 = [ux1, uy1, w1]
    function zoom(p0, p1) {
      var ux0 = p0[0], uy0 = p0[1], w0 = p0[2],
          ux1 = p1[0], uy1 = p1[1], w1 = p1[2],
          dx = ux1 - ux0,
          dy = uy1 - uy0,
          d2 = dx * dx + dy * dy,
          i,
          S;

      // Special case for u0 ≅ u1.
      if (d2 < epsilon2) {
        S = Math.log(w1 / w0) / rho;
        i = function(t) {
          return [
            ux0 + t * dx,
            uy0 + t * dy,
            w0 * Math.exp(rho * t * S)
          ];
        };
      }

      // General case.
      else {
        var d1 = Math.sqrt(d2),
            b0 = (w1 * w1 - w0 * w0 + rho4 * d2) / (2 * w0 * rho2 * d1),
            b1 = (w1 * w1 - w0 * w0 - rho4 * d2) / (2 * w1 * rho2 * d1),
            r0 = Math.log(Math.sqrt(b0 * b0 + 1) - b0),
            r1 = Math.log(Math.sqrt(b1 * b1 + 1) - b1);
        S = (r1 - r0) / rho;
        i = function(t) {
          var s = t * S,
              coshr0 = cosh(r0),
              u = w0 / (rho2 * d1) * (coshr0 * tanh(rho * s + r0) - sinh(r0));
          return [
            ux0 + u * dx,
            uy0 + u * dy,
            w0 * coshr0 / cosh(rho * s + r0)
          ];
        };
      }

      i.duration = Math.abs(S) * 1000 * rho / Math.SQRT2;

      return i;
    }

    zoom.rho = function(_) {
      var _1 = Math.max(1e-3, +_), _2 = _1 * _1, _4 = _2 * _2;
      return zoomRho(_1, _2, _4);
    };

    return zoom;
  }))(Math.SQRT2, 2, 4);

  function cubehelix(hue) {
    return (function cubehelixGamma(y) {
      y = +y;

      function cubehelix(start, end) {
        var h = hue((start = cubehelix$1(start)).h, (end = cubehelix$1(end)).h),
            s = nogamma(start.s, end.s),
            l = nogamma(start.l, end.l),
            opacity = nogamma(start.opacity, end.opacity);
        return function(t) {
          start.h = h(t);
          start.s = s(t);
          start.l = l(Math.pow(t, y));
          start.opacity = opacity(t);
          return start + "";
        };
      }

      cubehelix.gamma = cubehelixGamma;

      return cubehelix;
    })(1);
  }

  cubehelix(hue$1);
  cubehelix(nogamma);

  // https://d3js.org/d3-format/ v3.1.3 Copyright 2010-2026 Mike Bostock
  function formatDecimal(x) {
    return Math.abs(x = Math.round(x)) >= 1e21
        ? x.toLocaleString("en").replace(/,/g, "")
        : x.toString(10);
  }

  // Computes the decimal coefficient and exponent of the specified number x with
  // significant digits p, where x is positive and p is in [1, 21] or undefined.
  // For example, formatDecimalParts(1.23) returns ["123", 0].
  function formatDecimalParts(x, p) {
    if (!isFinite(x) || x === 0) return null; // NaN, ±Infinity, ±0
    var i = (x = p ? x.toExponential(p - 1) : x.toExponential()).indexOf("e"), coefficient = x.slice(0, i);

    // The string returned by toExponential either has the form \\d\\.\\d+e[-+]\\d+
    // (e.g., 1.2e+3) or the form \\de[-+]\\d+ (e.g., 1e+3).
    return [
      coefficient.length > 1 ? coefficient[0] + coefficient.slice(2) : coefficient,
      +x.slice(i + 1)
    ];
  }

  function exponent(x) {
    return x = formatDecimalParts(Math.abs(x)), x ? x[1] : NaN;
  }

  function formatGroup(grouping, thousands) {
    return function(value, width) {
      var i = value.length,
          t = [],
          j = 0,
          g = grouping[0],
          length = 0;

      while (i > 0 && g > 0) {
        if (length + g + 1 > width) g = Math.max(1, width - length);
        t.push(value.substring(i -= g, i + g));
        if ((length += g + 1) > width) break;
        g = grouping[j = (j + 1) % grouping.length];
      }

      return t.reverse().join(thousands);
    };
  }

  function formatNumerals(numerals) {
    return function(value) {
      return value.replace(/[0-9]/g, function(i) {
        return numerals[+i];
      });
    };
  }

  // [[fill]align][sign][symbol][0][width][,][.precision][~][type]
  var re = /^(?:(.)?([<>=^]))?([+\\-( ])?([$#])?(0)?(\\d+)?(,)?(\\.\\d+)?(~)?([a-z%])?$/i;

  function formatSpecifier(specifier) {
    if (!(match = re.exec(specifier))) throw new Error("invalid format: " + specifier);
    var match;
    return new FormatSpecifier({
      fill: match[1],
      align: match[2],
      sign: match[3],
      symbol: match[4],
      zero: match[5],
      width: match[6],
      comma: match[7],
      precision: match[8] && match[8].slice(1),
      trim: match[9],
      type: match[10]
    });
  }

  formatSpecifier.prototype = FormatSpecifier.prototype; // instanceof

  function FormatSpecifier(specifier) {
    this.fill = specifier.fill === undefined ? " " : specifier.fill + "";
    this.align = specifier.align === undefined ? ">" : specifier.align + "";
    this.sign = specifier.sign === undefined ? "-" : specifier.sign + "";
    this.symbol = specifier.symbol === undefined ? "" : specifier.symbol + "";
    this.zero = !!specifier.zero;
    this.width = specifier.width === undefined ? undefined : +specifier.width;
    this.comma = !!specifier.comma;
    this.precision = specifier.precision === undefined ? undefined : +specifier.precision;
    this.trim = !!specifier.trim;
    this.type = specifier.type === undefined ? "" : specifier.type + "";
  }

  FormatSpecifier.prototype.toString = function() {
    return this.fill
        + this.align
        + this.sign
        + this.symbol
        + (this.zero ? "0" : "")
        + (this.width === undefined ? "" : Math.max(1, this.width | 0))
        + (this.comma ? "," : "")
        + (this.precision === undefined ? "" : "." + Math.max(0, this.precision | 0))
        + (this.trim ? "~" : "")
        + this.type;
  };

  // Trims insignificant zeros, e.g., replaces 1.2000k with 1.2k.
  function formatTrim(s) {
    out: for (var n = s.length, i = 1, i0 = -1, i1; i < n; ++i) {
      switch (s[i]) {
        case ".": i0 = i1 = i; break;
        case "0": if (i0 === 0) i0 = i; i1 = i; break;
        default: if (!+s[i]) break out; if (i0 > 0) i0 = 0; break;
      }
    }
    return i0 > 0 ? s.slice(0, i0) + s.slice(i1 + 1) : s;
  }

  var prefixExponent;

  function formatPrefixAuto(x, p) {
    var d = formatDecimalParts(x, p);
    if (!d) return prefixExponent = undefined, x.toPrecision(p);
    var coefficient = d[0],
        exponent = d[1],
        i = exponent - (prefixExponent = Math.max(-8, Math.min(8, Math.floor(exponent / 3))) * 3) + 1,
        n = coefficient.length;
    return i === n ? coefficient
        : i > n ? coefficient + new Array(i - n + 1).join("0")
        : i > 0 ? coefficient.slice(0, i) + "." + coefficient.slice(i)
        : "0." + new Array(1 - i).join("0") + formatDecimalParts(x, Math.max(0, p + i - 1))[0]; // less than 1y!
  }

  function formatRounded(x, p) {
    var d = formatDecimalParts(x, p);
    if (!d) return x + "";
    var coefficient = d[0],
        exponent = d[1];
    return exponent < 0 ? "0." + new Array(-exponent).join("0") + coefficient
        : coefficient.length > exponent + 1 ? coefficient.slice(0, exponent + 1) + "." + coefficient.slice(exponent + 1)
        : coefficient + new Array(exponent - coefficient.length + 2).join("0");
  }

  var formatTypes = {
    "%": (x, p) => (x * 100).toFixed(p),
    "b": (x) => Math.round(x).toString(2),
    "c": (x) => x + "",
    "d": formatDecimal,
    "e": (x, p) => x.toExponential(p),
    "f": (x, p) => x.toFixed(p),
    "g": (x, p) => x.toPrecision(p),
    "o": (x) => Math.round(x).toString(8),
    "p": (x, p) => formatRounded(x * 100, p),
    "r": formatRounded,
    "s": formatPrefixAuto,
    "X": (x) => Math.round(x).toString(16).toUpperCase(),
    "x": (x) => Math.round(x).toString(16)
  };

  function identity(x) {
    return x;
  }

  var map = Array.prototype.map,
      prefixes = ["y","z","a","f","p","n","µ","m","","k","M","G","T","P","E","Z","Y"];

  function formatLocale(locale) {
    var group = locale.grouping === undefined || locale.thousands === undefined ? identity : formatGroup(map.call(locale.grouping, Number), locale.thousands + ""),
        currencyPrefix = locale.currency === undefined ? "" : locale.currency[0] + "",
        currencySuffix = locale.currency === undefined ? "" : locale.currency[1] + "",
        decimal = locale.decimal === undefined ? "." : locale.decimal + "",
        numerals = locale.numerals === undefined ? identity : formatNumerals(map.call(locale.numerals, String)),
        percent = locale.percent === undefined ? "%" : locale.percent + "",
        minus = locale.minus === undefined ? "−" : locale.minus + "",
        nan = locale.nan === undefined ? "NaN" : locale.nan + "";

    function newFormat(specifier, options) {
      specifier = formatSpecifier(specifier);

      var fill = specifier.fill,
          align = specifier.align,
          sign = specifier.sign,
          symbol = specifier.symbol,
          zero = specifier.zero,
          width = specifier.width,
          comma = specifier.comma,
          precision = specifier.precision,
          trim = specifier.trim,
          type = specifier.type;

      // The "n" type is an alias for ",g".
      if (type === "n") comma = true, type = "g";

      // The "" type, and any invalid type, is an alias for ".12~g".
      else if (!formatTypes[type]) precision === undefined && (precision = 12), trim = true, type = "g";

      // If zero fill is specified, padding goes after sign and before digits.
      if (zero || (fill === "0" && align === "=")) zero = true, fill = "0", align = "=";

      // Compute the prefix and suffix.
      // For SI-prefix, the suffix is lazily computed.
      var prefix = (options && options.prefix !== undefined ? options.prefix : "") + (symbol === "$" ? currencyPrefix : symbol === "#" && /[boxX]/.test(type) ? "0" + type.toLowerCase() : ""),
          suffix = (symbol === "$" ? currencySuffix : /[%p]/.test(type) ? percent : "") + (options && options.suffix !== undefined ? options.suffix : "");

      // What format function should we use?
      // Is this an integer type?
      // Can this type generate exponential notation?
      var formatType = formatTypes[type],
          maybeSuffix = /[defgprs%]/.test(type);

      // Set the default precision if not specified,
      // or clamp the specified precision to the supported range.
      // For significant precision, it must be in [1, 21].
      // For fixed precision, it must be in [0, 20].
      precision = precision === undefined ? 6
          : /[gprs]/.test(type) ? Math.max(1, Math.min(21, precision))
          : Math.max(0, Math.min(20, precision));

      function format(value) {
        var valuePrefix = prefix,
            valueSuffix = suffix,
            i, n, c;

        if (type === "c") {
          valueSuffix = formatType(value) + valueSuffix;
          value = "";
        } else {
          value = +value;

          // Determine the sign. -0 is not less than 0, but 1 / -0 is!
          var valueNegative = value < 0 || 1 / value < 0;

          // Perform the initial formatting.
          value = isNaN(value) ? nan : formatType(Math.abs(value), precision);

          // Trim insignificant zeros.
          if (trim) value = formatTrim(value);

          // If a negative value rounds to zero after formatting, and no explicit positive sign is requested, hide the sign.
          if (valueNegative && +value === 0 && sign !== "+") valueNegative = false;

          // Compute the prefix and suffix.
          valuePrefix = (valueNegative ? (sign === "(" ? sign : minus) : sign === "-" || sign === "(" ? "" : sign) + valuePrefix;
          valueSuffix = (type === "s" && !isNaN(value) && prefixExponent !== undefined ? prefixes[8 + prefixExponent / 3] : "") + valueSuffix + (valueNegative && sign === "(" ? ")" : "");

          // Break the formatted value into the integer “value” part that can be
          // grouped, and fractional or exponential “suffix” part that is not.
          if (maybeSuffix) {
            i = -1, n = value.length;
            while (++i < n) {
              if (c = value.charCodeAt(i), 48 > c || c > 57) {
                valueSuffix = (c === 46 ? decimal + value.slice(i + 1) : value.slice(i)) + valueSuffix;
                value = value.slice(0, i);
                break;
              }
            }
          }
        }

        // If the fill character is not "0", grouping is applied before padding.
        if (comma && !zero) value = group(value, Infinity);

        // Compute the padding.
        var length = valuePrefix.length + value.length + valueSuffix.length,
            padding = length < width ? new Array(width - length + 1).join(fill) : "";

        // If the fill character is "0", grouping is applied after padding.
        if (comma && zero) value = group(padding + value, padding.length ? width - valueSuffix.length : Infinity), padding = "";

        // Reconstruct the final output based on the desired alignment.
        switch (align) {
          case "<": value = valuePrefix + value + valueSuffix + padding; break;
          case "=": value = valuePrefix + padding + value + valueSuffix; break;
          case "^": value = padding.slice(0, length = padding.length >> 1) + valuePrefix + value + valueSuffix + padding.slice(length); break;
          default: value = padding + valuePrefix + value + valueSuffix; break;
        }

        return numerals(value);
      }

      format.toString = function() {
        return specifier + "";
      };

      return format;
    }

    function formatPrefix(specifier, value) {
      var e = Math.max(-8, Math.min(8, Math.floor(exponent(value) / 3))) * 3,
          k = Math.pow(10, -e),
          f = newFormat((specifier = formatSpecifier(specifier), specifier.type = "f", specifier), {suffix: prefixes[8 + e / 3]});
      return function(value) {
        return f(k * value);
      };
    }

    return {
      format: newFormat,
      formatPrefix: formatPrefix
    };
  }

  var locale;
  var format;
  var formatPrefix;

  defaultLocale({
    thousands: ",",
    grouping: [3],
    currency: ["$", ""]
  });

  function defaultLocale(definition) {
    locale = formatLocale(definition);
    format = locale.format;
    formatPrefix = locale.formatPrefix;
    return locale;
  }

  function precisionFixed(step) {
    return Math.max(0, -exponent(Math.abs(step)));
  }

  function precisionPrefix(step, value) {
    return Math.max(0, Math.max(-8, Math.min(8, Math.floor(exponent(value) / 3))) * 3 - exponent(Math.abs(step)));
  }

  function precisionRound(step, max) {
    step = Math.abs(step), max = Math.abs(max) - step;
    return Math.max(0, exponent(max) - exponent(step)) + 1;
  }

  // https://d3js.org/d3-scale/ v4.0.3 Copyright 2010-2026 Mike Bostock

  function initRange(domain, range) {
    switch (arguments.length) {
      case 0: break;
      case 1: this.range(domain); break;
      default: this.range(range).domain(domain); break;
    }
    return this;
  }

  function initInterpolator(domain, interpolator) {
    switch (arguments.length) {
      case 0: break;
      case 1: {
        if (typeof domain === "function") this.interpolator(domain);
        else this.range(domain);
        break;
      }
      default: {
        this.domain(domain);
        if (typeof interpolator === "function") this.interpolator(interpolator);
        else this.range(interpolator);
        break;
      }
    }
    return this;
  }

  function constants(x) {
    return function() {
      return x;
    };
  }

  function number$1(x) {
    return +x;
  }

  var unit = [0, 1];

  function identity$1(x) {
    return x;
  }

  function normalize(a, b) {
    return (b -= (a = +a))
        ? function(x) { return (x - a) / b; }
        : constants(isNaN(b) ? NaN : 0.5);
  }

  function clamper(a, b) {
    var t;
    if (a > b) t = a, a = b, b = t;
    return function(x) { return Math.max(a, Math.min(b, x)); };
  }

  // normalize(a, b)(x) takes a domain value x in [a,b] and returns the corresponding parameter t in [0,1].
  // interpolate(a, b)(t) takes a parameter t in [0,1] and returns the corresponding range value x in [a,b].
  function bimap(domain, range, interpolate) {
    var d0 = domain[0], d1 = domain[1], r0 = range[0], r1 = range[1];
    if (d1 < d0) d0 = normalize(d1, d0), r0 = interpolate(r1, r0);
    else d0 = normalize(d0, d1), r0 = interpolate(r0, r1);
    return function(x) { return r0(d0(x)); };
  }

  function polymap(domain, range, interpolate) {
    var j = Math.min(domain.length, range.length) - 1,
        d = new Array(j),
        r = new Array(j),
        i = -1;

    // Reverse descending domains.
    if (domain[j] < domain[0]) {
      domain = domain.slice().reverse();
      range = range.slice().reverse();
    }

    while (++i < j) {
      d[i] = normalize(domain[i], domain[i + 1]);
      r[i] = interpolate(range[i], range[i + 1]);
    }

    return function(x) {
      var i = bisectRight(domain, x, 1, j) - 1;
      return r[i](d[i](x));
    };
  }

  function copy$1(source, target) {
    return target
        .domain(source.domain())
        .range(source.range())
        .interpolate(source.interpolate())
        .clamp(source.clamp())
        .unknown(source.unknown());
  }

  function transformer$2() {
    var domain = unit,
        range = unit,
        interpolate$1 = value,
        transform,
        untransform,
        unknown,
        clamp = identity$1,
        piecewise,
        output,
        input;

    function rescale() {
      var n = Math.min(domain.length, range.length);
      if (clamp !== identity$1) clamp = clamper(domain[0], domain[n - 1]);
      piecewise = n > 2 ? polymap : bimap;
      output = input = null;
      return scale;
    }

    function scale(x) {
      return x == null || isNaN(x = +x) ? unknown : (output || (output = piecewise(domain.map(transform), range, interpolate$1)))(transform(clamp(x)));
    }

    scale.invert = function(y) {
      return clamp(untransform((input || (input = piecewise(range, domain.map(transform), number)))(y)));
    };

    scale.domain = function(_) {
      return arguments.length ? (domain = Array.from(_, number$1), rescale()) : domain.slice();
    };

    scale.range = function(_) {
      return arguments.length ? (range = Array.from(_), rescale()) : range.slice();
    };

    scale.rangeRound = function(_) {
      return range = Array.from(_), interpolate$1 = round, rescale();
    };

    scale.clamp = function(_) {
      return arguments.length ? (clamp = _ ? true : identity$1, rescale()) : clamp !== identity$1;
    };

    scale.interpolate = function(_) {
      return arguments.length ? (interpolate$1 = _, rescale()) : interpolate$1;
    };

    scale.unknown = function(_) {
      return arguments.length ? (unknown = _, scale) : unknown;
    };

    return function(t, u) {
      transform = t, untransform = u;
      return rescale();
    };
  }

  function continuous() {
    return transformer$2()(identity$1, identity$1);
  }

  function tickFormat(start, stop, count, specifier) {
    var step = tickStep(start, stop, count),
        precision;
    specifier = formatSpecifier(specifier == null ? ",f" : specifier);
    switch (specifier.type) {
      case "s": {
        var value = Math.max(Math.abs(start), Math.abs(stop));
        if (specifier.precision == null && !isNaN(precision = precisionPrefix(step, value))) specifier.precision = precision;
        return formatPrefix(specifier, value);
      }
      case "":
      case "e":
      case "g":
      case "p":
      case "r": {
        if (specifier.precision == null && !isNaN(precision = precisionRound(step, Math.max(Math.abs(start), Math.abs(stop))))) specifier.precision = precision - (specifier.type === "e");
        break;
      }
      case "f":
      case "%": {
        if (specifier.precision == null && !isNaN(precision = precisionFixed(step))) specifier.precision = precision - (specifier.type === "%") * 2;
        break;
      }
    }
    return format(specifier);
  }

  function linearish(scale) {
    var domain = scale.domain;

    scale.ticks = function(count) {
      var d = domain();
      return ticks(d[0], d[d.length - 1], count == null ? 10 : count);
    };

    scale.tickFormat = function(count, specifier) {
      var d = domain();
      return tickFormat(d[0], d[d.length - 1], count == null ? 10 : count, specifier);
    };

    scale.nice = function(count) {
      if (count == null) count = 10;

      var d = domain();
      var i0 = 0;
      var i1 = d.length - 1;
      var start = d[i0];
      var stop = d[i1];
      var prestep;
      var step;
      var maxIter = 10;

      if (stop < start) {
        step = start, start = stop, stop = step;
        step = i0, i0 = i1, i1 = step;
      }
      
      while (maxIter-- > 0) {
        step = tickIncrement(start, stop, count);
        if (step === prestep) {
          d[i0] = start;
          d[i1] = stop;
          return domain(d);
        } else if (step > 0) {
          start = Math.floor(start / step) * step;
          stop = Math.ceil(stop / step) * step;
        } else if (step < 0) {
          start = Math.ceil(start * step) / step;
          stop = Math.floor(stop * step) / step;
        } else {
          break;
        }
        prestep = step;
      }

      return scale;
    };

    return scale;
  }

  function linear() {
    var scale = continuous();

    scale.copy = function() {
      return copy$1(scale, linear());
    };

    initRange.apply(scale, arguments);

    return linearish(scale);
  }

  function transformer$1() {
    var x0 = 0,
        x1 = 1,
        t0,
        t1,
        k10,
        transform,
        interpolator = identity$1,
        clamp = false,
        unknown;

    function scale(x) {
      return x == null || isNaN(x = +x) ? unknown : interpolator(k10 === 0 ? 0.5 : (x = (transform(x) - t0) * k10, clamp ? Math.max(0, Math.min(1, x)) : x));
    }

    scale.domain = function(_) {
      return arguments.length ? ([x0, x1] = _, t0 = transform(x0 = +x0), t1 = transform(x1 = +x1), k10 = t0 === t1 ? 0 : 1 / (t1 - t0), scale) : [x0, x1];
    };

    scale.clamp = function(_) {
      return arguments.length ? (clamp = !!_, scale) : clamp;
    };

    scale.interpolator = function(_) {
      return arguments.length ? (interpolator = _, scale) : interpolator;
    };

    function range(interpolate) {
      return function(_) {
        var r0, r1;
        return arguments.length ? ([r0, r1] = _, interpolator = interpolate(r0, r1), scale) : [interpolator(0), interpolator(1)];
      };
    }

    scale.range = range(value);

    scale.rangeRound = range(round);

    scale.unknown = function(_) {
      return arguments.length ? (unknown = _, scale) : unknown;
    };

    return function(t) {
      transform = t, t0 = t(x0), t1 = t(x1), k10 = t0 === t1 ? 0 : 1 / (t1 - t0);
      return scale;
    };
  }

  function copy(source, target) {
    return target
        .domain(source.domain())
        .interpolator(source.interpolator())
        .clamp(source.clamp())
        .unknown(source.unknown());
  }

  function sequential() {
    var scale = linearish(transformer$1()(identity$1));

    scale.copy = function() {
      return copy(scale, sequential());
    };

    return initInterpolator.apply(scale, arguments);
  }

  const COLOR_BASE = "#cecece";

  // https://www.w3.org/TR/WCAG20/#relativeluminancedef
  const rc = 0.2126;
  const gc = 0.7152;
  const bc = 0.0722;
  // low-gamma adjust coefficient
  const lowc = 1 / 12.92;
  function adjustGamma(p) {
      return Math.pow((p + 0.055) / 1.055, 2.4);
  }
  function relativeLuminance(o) {
      const rsrgb = o.r / 255;
      const gsrgb = o.g / 255;
      const bsrgb = o.b / 255;
      const r = rsrgb <= 0.03928 ? rsrgb * lowc : adjustGamma(rsrgb);
      const g = gsrgb <= 0.03928 ? gsrgb * lowc : adjustGamma(gsrgb);
      const b = bsrgb <= 0.03928 ? bsrgb * lowc : adjustGamma(bsrgb);
      return r * rc + g * gc + b * bc;
  }
  const createRainbowColor = (root) => {
      const colorParentMap = new Map();
      colorParentMap.set(root, COLOR_BASE);
      if (root.children != null) {
          const colorScale = sequential([0, root.children.length], (n) => hsl(360 * n, 0.3, 0.85));
          root.children.forEach((c, id) => {
              colorParentMap.set(c, colorScale(id).toString());
          });
      }
      const colorMap = new Map();
      const lightScale = linear().domain([0, root.height]).range([0.9, 0.3]);
      const getBackgroundColor = (node) => {
          const parents = node.ancestors();
          const colorStr = parents.length === 1
              ? colorParentMap.get(parents[0])
              : colorParentMap.get(parents[parents.length - 2]);
          const hslColor = hsl(colorStr);
          hslColor.l = lightScale(node.depth);
          return hslColor;
      };
      return (node) => {
          if (!colorMap.has(node)) {
              const backgroundColor = getBackgroundColor(node);
              const l = relativeLuminance(backgroundColor.rgb());
              const fontColor = l > 0.19 ? "#000" : "#fff";
              colorMap.set(node, {
                  backgroundColor: backgroundColor.toString(),
                  fontColor,
              });
          }
          return colorMap.get(node);
      };
  };

  const StaticContext = R({});
  const drawChart = (parentNode, data, width, height) => {
      const availableSizeProperties = getAvailableSizeOptions(data.options);
      console.time("layout create");
      const layout = index()
          .size([width, height])
          .paddingOuter(PADDING)
          .paddingTop(TOP_PADDING)
          .paddingInner(PADDING)
          .round(true)
          .tile(resquarify);
      console.timeEnd("layout create");
      console.time("rawHierarchy create");
      const rawHierarchy = hierarchy(data.tree);
      console.timeEnd("rawHierarchy create");
      const nodeSizesCache = new Map();
      const nodeIdsCache = new Map();
      const getModuleSize = (node, sizeKey) => { var _a, _b; return (_b = (_a = nodeSizesCache.get(node)) === null || _a === void 0 ? void 0 : _a[sizeKey]) !== null && _b !== void 0 ? _b : 0; };
      console.time("rawHierarchy eachAfter cache");
      rawHierarchy.eachAfter((node) => {
          var _a;
          const nodeData = node.data;
          nodeIdsCache.set(nodeData, {
              nodeUid: generateUniqueId("node"),
              clipUid: generateUniqueId("clip"),
          });
          const sizes = { renderedLength: 0, gzipLength: 0, brotliLength: 0 };
          if (isModuleTree(nodeData)) {
              for (const sizeKey of availableSizeProperties) {
                  sizes[sizeKey] = nodeData.children.reduce((acc, child) => getModuleSize(child, sizeKey) + acc, 0);
              }
          }
          else {
              for (const sizeKey of availableSizeProperties) {
                  sizes[sizeKey] = (_a = data.nodeParts[nodeData.uid][sizeKey]) !== null && _a !== void 0 ? _a : 0;
              }
          }
          nodeSizesCache.set(nodeData, sizes);
      });
      console.timeEnd("rawHierarchy eachAfter cache");
      const getModuleIds = (node) => nodeIdsCache.get(node);
      console.time("color");
      const getModuleColor = createRainbowColor(rawHierarchy);
      console.timeEnd("color");
      K$1(a$1(StaticContext.Provider, { value: {
              data,
              availableSizeProperties,
              width,
              height,
              getModuleSize,
              getModuleIds,
              getModuleColor,
              rawHierarchy,
              layout,
          }, children: a$1(Main, {}) }), parentNode);
  };

  exports.StaticContext = StaticContext;
  exports.default = drawChart;

  Object.defineProperty(exports, '__esModule', { value: true });

  return exports;

})({});
`;

// node_modules/rollup-plugin-visualizer/dist/plugin/render-template/html.js
var htmlEscape = (str) => str.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/'/g, "&#39;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
var buildHtmlTemplate = (title, script, nodesData, style) => `
<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8" />
  <meta name="viewport" content="width=device-width, initial-scale=1.0" />
  <meta http-equiv="X-UA-Compatible" content="ie=edge" />
  <title>${htmlEscape(title)}</title>
  <style>
${style}
  </style>
</head>
<body>
  <main></main>
  <script>
  /*<!--*/
${script}
  /*-->*/
  </script>
  <script>
    /*<!--*/
    const data = ${nodesData};

    const run = () => {
      const width = window.innerWidth;
      const height = window.innerHeight;

      const chartNode = document.querySelector("main");
      drawChart.default(chartNode, data, width, height);
    };

    window.addEventListener('resize', run);

    document.addEventListener('DOMContentLoaded', run);
    /*-->*/
  </script>
</body>
</html>

`;
var buildHtml = (template) => async ({ title, data }) => {
  const [script, style] = await Promise.all([
    template === "treemap" ? treemap_default2 : Promise.reject(new Error(template + " is not part of this bundle")),
    treemap_default
  ]);
  return buildHtmlTemplate(title, script, data, style);
};

// node_modules/rollup-plugin-visualizer/dist/plugin/render-template/list.js
var outputPlainTextList = (strData) => {
  const data = JSON.parse(strData);
  const bundles = {};
  for (const meta of Object.values(data.nodeMetas)) {
    for (const [bundleId, uid] of Object.entries(meta.moduleParts)) {
      const { metaUid: mainUid, ...lengths } = data.nodeParts[uid];
      bundles[bundleId] = bundles[bundleId] ?? [];
      bundles[bundleId].push([meta.id, lengths]);
    }
  }
  const bundlesEntries = Object.entries(bundles).toSorted((e1, e2) => e1[0].localeCompare(e2[0]));
  let output = "";
  const IDENT = "  ";
  for (const [bundleId, files] of bundlesEntries) {
    output += bundleId + ":\n";
    files.sort((e1, e2) => e1[0].localeCompare(e2[0]));
    for (const [file, lengths] of files) {
      output += IDENT + file + ":\n";
      output += IDENT + IDENT + `rendered: ${String(lengths.renderedLength)}
`;
      if (data.options.gzip) {
        output += IDENT + IDENT + `gzip: ${String(lengths.gzipLength)}
`;
      }
      if (data.options.brotli) {
        output += IDENT + IDENT + `brotli: ${String(lengths.brotliLength)}
`;
      }
    }
  }
  return output;
};

// node_modules/rollup-plugin-visualizer/dist/plugin/render-template/markdown.js
var byteFormatter = new Intl.NumberFormat("en-US");
var formatBytes = (value) => {
  if (value < 1024)
    return `${byteFormatter.format(value)} B`;
  const units = ["KiB", "MiB", "GiB"];
  let num = value;
  for (const unit of units) {
    num /= 1024;
    if (num < 1024) {
      return `${num.toFixed(2)} ${unit}`;
    }
  }
  return `${num.toFixed(2)} TiB`;
};
var formatPercent = (value) => `${value.toFixed(1)}%`;
var sharePercent = (value, total) => {
  if (total === 0)
    return "0.0%";
  return formatPercent(value / total * 100);
};
var yesNo = (value) => value ? "yes" : "no";
var formatFilters = (filters) => {
  if (filters == null)
    return "none";
  const values = Array.isArray(filters) ? filters : [filters];
  if (values.length === 0)
    return "none";
  return `\`${JSON.stringify(values)}\``;
};
var outputMarkdown = (strData, reportConfig) => {
  const data = JSON.parse(strData);
  const SLICE_BUNDLE_COUNT = 8;
  const SLICE_MODULES_PER_BUNDLE = 8;
  const SLICE_MEMBERSHIP_MODULE_COUNT = 12;
  const SLICE_MEMBERSHIP_BUNDLE_PARTS = 6;
  const moduleRows = [];
  const bundleMap = /* @__PURE__ */ new Map();
  const bundleModuleParts = /* @__PURE__ */ new Map();
  for (const meta of Object.values(data.nodeMetas)) {
    const row = {
      id: meta.id,
      bundles: 0,
      renderedLength: 0,
      gzipLength: 0,
      brotliLength: 0,
      importedByCount: meta.importedBy.length,
      importedCount: meta.imported.length,
      parts: []
    };
    for (const [bundleId, partUid] of Object.entries(meta.moduleParts)) {
      const part = data.nodeParts[partUid];
      if (!part)
        continue;
      row.bundles += 1;
      row.renderedLength += part.renderedLength;
      row.gzipLength += part.gzipLength;
      row.brotliLength += part.brotliLength;
      row.parts.push({
        bundleId,
        renderedLength: part.renderedLength,
        gzipLength: part.gzipLength,
        brotliLength: part.brotliLength
      });
      const bundle = bundleMap.get(bundleId) ?? {
        bundleId,
        modules: 0,
        renderedLength: 0,
        gzipLength: 0,
        brotliLength: 0
      };
      bundle.modules += 1;
      bundle.renderedLength += part.renderedLength;
      bundle.gzipLength += part.gzipLength;
      bundle.brotliLength += part.brotliLength;
      bundleMap.set(bundleId, bundle);
      const bundleParts = bundleModuleParts.get(bundleId) ?? [];
      bundleParts.push({
        id: row.id,
        renderedLength: part.renderedLength,
        gzipLength: part.gzipLength,
        brotliLength: part.brotliLength
      });
      bundleModuleParts.set(bundleId, bundleParts);
    }
    if (row.bundles > 0) {
      moduleRows.push(row);
    }
  }
  const bundleRows = [...bundleMap.values()].toSorted((a, b) => b.renderedLength - a.renderedLength);
  const hotModules = [...moduleRows].toSorted((a, b) => b.renderedLength - a.renderedLength);
  const duplicatedModules = [...moduleRows].filter((row) => row.bundles > 1).map((row) => {
    const biggestRendered = row.parts.reduce((max, part) => Math.max(max, part.renderedLength), 0);
    const duplicatedRendered = row.renderedLength - biggestRendered;
    return { ...row, duplicatedRendered };
  }).toSorted((a, b) => b.duplicatedRendered - a.duplicatedRendered);
  const packageRegex = /(?:^|[/\\])node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)/;
  const packages = /* @__PURE__ */ new Map();
  for (const row of moduleRows) {
    const match = packageRegex.exec(row.id);
    if (!match)
      continue;
    const packageName = match[1].replace(/\\/g, "/");
    const current = packages.get(packageName) ?? { modules: 0, renderedLength: 0 };
    current.modules += 1;
    current.renderedLength += row.renderedLength;
    packages.set(packageName, current);
  }
  const packageRows = [...packages.entries()].map(([name, value]) => ({ name, ...value })).toSorted((a, b) => b.renderedLength - a.renderedLength);
  let staticImports = 0;
  let dynamicImports = 0;
  for (const meta of Object.values(data.nodeMetas)) {
    for (const imported of meta.imported) {
      if (imported.dynamic) {
        dynamicImports += 1;
      } else {
        staticImports += 1;
      }
    }
  }
  const totalRendered = moduleRows.reduce((sum, row) => sum + row.renderedLength, 0);
  const totalGzip = moduleRows.reduce((sum, row) => sum + row.gzipLength, 0);
  const totalBrotli = moduleRows.reduce((sum, row) => sum + row.brotliLength, 0);
  const entries = Object.values(data.nodeMetas).filter((meta) => meta.isEntry).length;
  const externals = Object.values(data.nodeMetas).filter((meta) => meta.isExternal).length;
  let output = "";
  output += "# Bundle Report\n\n";
  output += `| Bundles | Modules | Entries | Externals | Static Imports | Dynamic Imports |
`;
  output += `| ---: | ---: | ---: | ---: | ---: | ---: |
`;
  output += `| ${String(bundleRows.length)} | ${String(moduleRows.length)} | ${String(entries)} | ${String(externals)} | ${String(staticImports)} | ${String(dynamicImports)} |

`;
  output += `| Metric | Total |
`;
  output += `| --- | ---: |
`;
  output += `| Rendered | ${formatBytes(totalRendered)} |
`;
  if (data.options.gzip) {
    output += `| Gzip | ${formatBytes(totalGzip)} |
`;
  }
  if (data.options.brotli) {
    output += `| Brotli | ${formatBytes(totalBrotli)} |
`;
  }
  output += `
`;
  output += "## Top 10\n\n";
  const topRows = hotModules.slice(0, 10);
  if (topRows.length === 0) {
    output += "- none\n";
  } else {
    for (const row of topRows) {
      output += `- \`${row.id}\`: ${sharePercent(row.renderedLength, totalRendered)} (${formatBytes(row.renderedLength)})
`;
    }
  }
  output += "\n";
  output += "## Hot Modules (Self Size)\n\n";
  output += `| Rendered% | Rendered | Gzip | Brotli | Bundles | Imported By | Imports | Module |
`;
  output += `| ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |
`;
  for (const row of hotModules.slice(0, 15)) {
    output += `| ${sharePercent(row.renderedLength, totalRendered)} | ${formatBytes(row.renderedLength)} | ${formatBytes(row.gzipLength)} | ${formatBytes(row.brotliLength)} | ${String(row.bundles)} | ${String(row.importedByCount)} | ${String(row.importedCount)} | \`${row.id}\` |
`;
  }
  output += "\n";
  output += "## Bundle Breakdown\n\n";
  output += `| Bundle | Modules | Rendered | Gzip | Brotli |
`;
  output += `| --- | ---: | ---: | ---: | ---: |
`;
  for (const bundle of bundleRows) {
    output += `| \`${bundle.bundleId}\` | ${String(bundle.modules)} | ${formatBytes(bundle.renderedLength)} | ${formatBytes(bundle.gzipLength)} | ${formatBytes(bundle.brotliLength)} |
`;
  }
  output += "\n";
  output += "## Duplicate Modules Across Bundles\n\n";
  output += `| Duplicated Rendered | Total Rendered | Bundles | Module |
`;
  output += `| ---: | ---: | ---: | --- |
`;
  for (const row of duplicatedModules.slice(0, 15)) {
    output += `| ${formatBytes(row.duplicatedRendered)} | ${formatBytes(row.renderedLength)} | ${String(row.bundles)} | \`${row.id}\` |
`;
  }
  if (duplicatedModules.length === 0) {
    output += `| 0 B | 0 B | 0 | none |
`;
  }
  output += "\n";
  output += "## Top Packages\n\n";
  output += `| Package | Modules | Rendered |
`;
  output += `| --- | ---: | ---: |
`;
  for (const row of packageRows.slice(0, 15)) {
    output += `| \`${row.name}\` | ${String(row.modules)} | ${formatBytes(row.renderedLength)} |
`;
  }
  if (packageRows.length === 0) {
    output += `| none | 0 | 0 B |
`;
  }
  output += "\n";
  output += "## Per-Bundle Top Modules (Slices)\n\n";
  const sliceBundles = bundleRows.slice(0, SLICE_BUNDLE_COUNT);
  if (sliceBundles.length === 0) {
    output += "- none\n\n";
  } else {
    for (const bundle of sliceBundles) {
      output += `### \`${bundle.bundleId}\`

`;
      output += `| Module | Rendered% | Rendered | Gzip | Brotli |
`;
      output += `| --- | ---: | ---: | ---: | ---: |
`;
      const parts = (bundleModuleParts.get(bundle.bundleId) ?? []).toSorted((a, b) => b.renderedLength - a.renderedLength).slice(0, SLICE_MODULES_PER_BUNDLE);
      if (parts.length === 0) {
        output += `| none | 0.0% | 0 B | 0 B | 0 B |
`;
      } else {
        for (const part of parts) {
          output += `| \`${part.id}\` | ${sharePercent(part.renderedLength, bundle.renderedLength)} | ${formatBytes(part.renderedLength)} | ${formatBytes(part.gzipLength)} | ${formatBytes(part.brotliLength)} |
`;
        }
      }
      output += "\n";
    }
  }
  output += "## Top Module Bundle Membership (Slice)\n\n";
  output += `| Module | Bundles | Rendered | Bundle Parts |
`;
  output += `| --- | ---: | ---: | --- |
`;
  const membershipRows = hotModules.slice(0, SLICE_MEMBERSHIP_MODULE_COUNT);
  if (membershipRows.length === 0) {
    output += `| none | 0 | 0 B | none |
`;
  } else {
    for (const row of membershipRows) {
      const parts = [...row.parts].toSorted((a, b) => b.renderedLength - a.renderedLength);
      const formattedParts = parts.slice(0, SLICE_MEMBERSHIP_BUNDLE_PARTS).map((part) => `\`${part.bundleId}\`: ${formatBytes(part.renderedLength)}`);
      const moreParts = parts.length > SLICE_MEMBERSHIP_BUNDLE_PARTS ? `; +${String(parts.length - SLICE_MEMBERSHIP_BUNDLE_PARTS)} more` : "";
      output += `| \`${row.id}\` | ${String(row.bundles)} | ${formatBytes(row.renderedLength)} | ${formattedParts.join("; ")}${moreParts} |
`;
    }
  }
  output += "\n";
  const hasRuntimeConfig = reportConfig != null;
  output += "## Plugin Settings\n\n";
  output += `| Setting | Value |
`;
  output += `| --- | --- |
`;
  output += `| rollup version | \`${String(data.env.rollup ?? "unknown")}\` |
`;
  output += `| sourcemap mode | \`${yesNo(hasRuntimeConfig ? reportConfig.sourcemap : data.options.sourcemap)}\` |
`;
  output += `| output.sourcemap | \`${hasRuntimeConfig ? yesNo(reportConfig.outputSourcemap) : "not available"}\` |
`;
  output += `| gzip requested | \`${hasRuntimeConfig ? yesNo(reportConfig.gzipSize.requested) : "not available"}\` |
`;
  output += `| gzip enabled | \`${hasRuntimeConfig ? yesNo(reportConfig.gzipSize.enabled) : yesNo(data.options.gzip)}\` |
`;
  output += `| brotli requested | \`${hasRuntimeConfig ? yesNo(reportConfig.brotliSize.requested) : "not available"}\` |
`;
  output += `| brotli enabled | \`${hasRuntimeConfig ? yesNo(reportConfig.brotliSize.enabled) : yesNo(data.options.brotli)}\` |
`;
  output += `| include filters | ${hasRuntimeConfig ? formatFilters(reportConfig.include) : "not available"} |
`;
  output += `| exclude filters | ${hasRuntimeConfig ? formatFilters(reportConfig.exclude) : "not available"} |

`;
  output += "## Notes\n\n";
  output += "- Size precision depends on mode. With `sourcemap: true`, bytes are attributed via source maps. Otherwise bytes come from rendered module code.\n";
  output += "- In plugin mode, enabling `sourcemap` disables gzip/brotli size collection for this report.\n";
  output += "- `include`/`exclude` filters remove unmatched modules from statistics entirely.\n";
  output += "- External modules can appear in dependency links but do not contribute per-bundle size parts.\n";
  return output;
};

// node_modules/rollup-plugin-visualizer/dist/plugin/render-template/raw-data.js
var outputRawData = (strData) => {
  const data = JSON.parse(strData);
  return JSON.stringify(data, null, 2);
};

// node_modules/rollup-plugin-visualizer/dist/plugin/render-template/index.js
var TEMPLATE_TYPE_RENDERED = {
  network: buildHtml("network"),
  sunburst: buildHtml("sunburst"),
  treemap: buildHtml("treemap"),
  "treemap-3d": buildHtml("treemap-3d"),
  "raw-data": async ({ data }) => outputRawData(data),
  list: async ({ data }) => outputPlainTextList(data),
  markdown: async ({ data, reportConfig }) => outputMarkdown(data, reportConfig),
  flamegraph: buildHtml("flamegraph")
};
var renderTemplate = (templateType, options) => {
  return TEMPLATE_TYPE_RENDERED[templateType](options);
};

// node_modules/rollup-plugin-visualizer/dist/shared/create-filter.js
var import_picomatch = __toESM(require_picomatch2(), 1);
function isArray(arg) {
  return Array.isArray(arg);
}
function ensureArray(thing) {
  if (isArray(thing))
    return thing;
  if (thing == null)
    return [];
  return [thing];
}
var globToTest = (glob) => {
  const pattern = glob;
  const fn = (0, import_picomatch.default)(pattern, { dot: true });
  return {
    test: (what) => {
      const result = fn(what);
      return result;
    }
  };
};
var testTrue = {
  test: () => true
};
var getMatcher = (filter) => {
  const bundleTest = "bundle" in filter && filter.bundle != null ? globToTest(filter.bundle) : testTrue;
  const fileTest = "file" in filter && filter.file != null ? globToTest(filter.file) : testTrue;
  return { bundleTest, fileTest };
};
var createFilter = (include, exclude) => {
  const includeMatchers = ensureArray(include).map(getMatcher);
  const excludeMatchers = ensureArray(exclude).map(getMatcher);
  return (bundleId, id) => {
    for (let i = 0; i < excludeMatchers.length; ++i) {
      const { bundleTest, fileTest } = excludeMatchers[i];
      if (bundleTest.test(bundleId) && fileTest.test(id))
        return false;
    }
    for (let i = 0; i < includeMatchers.length; ++i) {
      const { bundleTest, fileTest } = includeMatchers[i];
      if (bundleTest.test(bundleId) && fileTest.test(id))
        return true;
    }
    return !includeMatchers.length;
  };
};

// node_modules/rollup-plugin-visualizer/dist/plugin/index.js
var WARN_SOURCEMAP_DISABLED = "rollup output configuration missing sourcemap = true. You should add output.sourcemap = true or disable sourcemap in this plugin";
var WARN_SOURCEMAP_MISSING = (id) => `${id} missing source map`;
var WARN_JSON_DEPRECATED = 'Option `json` deprecated, please use template: "raw-data"';
var ERR_FILENAME_EMIT = "When using emitFile option, filename must not be path but a filename";
var defaultSizeGetter = () => Promise.resolve(0);
var chooseDefaultFileName = (opts) => {
  if (opts.filename)
    return opts.filename;
  if (opts.json || opts.template === "raw-data")
    return "stats.json";
  if (opts.template === "list")
    return "stats.yml";
  if (opts.template === "markdown")
    return "stats.md";
  return "stats.html";
};
var visualizer = (opts = {}) => {
  return {
    name: "visualizer",
    async generateBundle(outputOptions, outputBundle) {
      opts = typeof opts === "function" ? opts(outputOptions) : opts;
      if ("json" in opts) {
        this.warn(WARN_JSON_DEPRECATED);
        if (opts.json)
          opts.template = "raw-data";
      }
      const filename = opts.filename ?? chooseDefaultFileName(opts);
      const title = opts.title ?? "Rollup Visualizer";
      const open = !!opts.open;
      const openOptions = opts.openOptions ?? {};
      const template = opts.template ?? "treemap";
      const projectRoot = opts.projectRoot ?? process.cwd();
      const filter = createFilter(opts.include, opts.exclude);
      const gzipSizeRequested = !!opts.gzipSize;
      const brotliSizeRequested = !!opts.brotliSize;
      const gzipSize = gzipSizeRequested && !opts.sourcemap;
      const brotliSize = brotliSizeRequested && !opts.sourcemap;
      const gzipSizeGetter = gzipSize ? createGzipSizeGetter(typeof opts.gzipSize === "object" ? opts.gzipSize : {}) : defaultSizeGetter;
      const brotliSizeGetter = brotliSize ? createBrotliSizeGetter(typeof opts.brotliSize === "object" ? opts.brotliSize : {}) : defaultSizeGetter;
      const getModuleLengths = async ({ id, code }) => {
        const isCodeEmpty = code == null || code == "";
        const result = {
          id,
          gzipLength: isCodeEmpty ? 0 : await gzipSizeGetter(code),
          brotliLength: isCodeEmpty ? 0 : await brotliSizeGetter(code),
          renderedLength: isCodeEmpty ? 0 : Buffer.byteLength(code, "utf-8")
        };
        return result;
      };
      if (opts.sourcemap && !outputOptions.sourcemap) {
        this.warn(WARN_SOURCEMAP_DISABLED);
      }
      const roots = [];
      const mapper = new ModuleMapper(projectRoot);
      for (const [bundleId, bundle] of Object.entries(outputBundle)) {
        if (bundle.type !== "chunk")
          continue;
        let tree2;
        if (opts.sourcemap) {
          if (!bundle.map) {
            this.warn(WARN_SOURCEMAP_MISSING(bundleId));
          }
          const modules = await getSourcemapModules(bundleId, bundle, outputOptions.dir ?? (outputOptions.file && path2.dirname(outputOptions.file)) ?? process.cwd());
          const moduleRenderInfo = Object.values(modules).filter(({ id }) => filter(bundleId, id)).map(({ id, renderedLength }) => ({
            id,
            renderedLength,
            gzipLength: 0,
            brotliLength: 0
          }));
          tree2 = buildTree(bundleId, moduleRenderInfo, mapper);
        } else {
          const modules = await Promise.all(Object.entries(bundle.modules).filter(([id]) => filter(bundleId, id)).map(([id, { code }]) => getModuleLengths({ id, code })));
          tree2 = buildTree(bundleId, modules, mapper);
        }
        if (tree2.children.length === 0) {
          const bundleSizes = await getModuleLengths({ id: bundleId, code: bundle.code });
          const facadeModuleId = bundle.facadeModuleId ?? `${bundleId}-unknown`;
          const bundleUid = mapper.setNodePart(bundleId, facadeModuleId, bundleSizes);
          mapper.setNodeMeta(facadeModuleId, { isEntry: true });
          const leaf = { name: bundleId, uid: bundleUid };
          roots.push(leaf);
        } else {
          roots.push(tree2);
        }
      }
      const processedNodes = /* @__PURE__ */ new Set();
      for (const [, bundle] of Object.entries(outputBundle)) {
        if (bundle.type !== "chunk" || bundle.facadeModuleId == null)
          continue;
        addLinks(bundle.facadeModuleId, this.getModuleInfo.bind(this), mapper, processedNodes);
      }
      const tree = mergeTrees(roots);
      const data = {
        version,
        tree,
        nodeParts: mapper.getNodeParts(),
        nodeMetas: mapper.getNodeMetas(),
        env: {
          rollup: this.meta.rollupVersion
        },
        options: {
          gzip: gzipSize,
          brotli: brotliSize,
          sourcemap: !!opts.sourcemap
        }
      };
      const stringData = replaceHashPlaceholders(data);
      const fileContent = await renderTemplate(template, {
        title,
        data: stringData,
        reportConfig: {
          sourcemap: !!opts.sourcemap,
          outputSourcemap: !!outputOptions.sourcemap,
          gzipSize: {
            requested: gzipSizeRequested,
            enabled: gzipSize
          },
          brotliSize: {
            requested: brotliSizeRequested,
            enabled: brotliSize
          },
          include: opts.include,
          exclude: opts.exclude
        }
      });
      if (opts.emitFile) {
        if (path2.isAbsolute(filename) || /^\.{1,2}[/\\]/.test(filename)) {
          this.error(ERR_FILENAME_EMIT);
        }
        this.emitFile({
          type: "asset",
          fileName: filename,
          source: fileContent
        });
      } else {
        await fs.mkdir(path2.dirname(filename), { recursive: true });
        await fs.writeFile(filename, fileContent);
        if (open) {
          await (0, import_open.default)(filename, openOptions);
        }
      }
    }
  };
};

// src/checks/bundle/modules/visualizer.ts
async function treemapPage(title, files) {
  const bundle = {};
  const code = " ".repeat(files.values().reduce((most, modules) => Math.max(most, ...modules.values()), 0));
  for (const [name, sizes] of files) {
    const written = [...sizes].map(
      ([id, bytes]) => [id, { code: code.slice(0, bytes), renderedLength: bytes }]
    );
    bundle[name] = { type: "chunk", code: "", modules: Object.fromEntries(written), facadeModuleId: null };
  }
  let page = null;
  const context = {
    meta: { rollupVersion: "4.0.0" },
    getModuleInfo: () => null,
    warn: () => {
    },
    error: (message) => {
      throw new Error(message);
    },
    emitFile: ({ fileName, source }) => {
      page = source;
      return fileName;
    }
  };
  const plugin = visualizer({ template: "treemap", title, filename: "output", emitFile: true, projectRoot: "" });
  await plugin.generateBundle.call(context, { sourcemap: false, dir: "/" }, bundle);
  if (page === null) throw new Error("rollup-plugin-visualizer emitted nothing");
  return page;
}
export {
  treemapPage
};
