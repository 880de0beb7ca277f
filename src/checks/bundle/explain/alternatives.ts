/*!
 * By what the packages of a line can be replaced; it stands before the colon.
 * Written by scripts/write-alternatives.ts from module-replacements 3.4.0, which is under this licence:
 *
 * MIT License
 *
 * Copyright (c) 2024 James Garbutt
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy
 * of this software and associated documentation files (the "Software"), to deal
 * in the Software without restriction, including without limitation the rights
 * to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
 * copies of the Software, and to permit persons to whom the Software is
 * furnished to do so, subject to the following conditions:
 *
 * The above copyright notice and this permission notice shall be included in all
 * copies or substantial portions of the Software.
 *
 * THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
 * IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
 * FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
 * AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
 * LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
 * OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
 * SOFTWARE.
 */
export const ALTERNATIVES = `
@11ty/gray-matter: gray-matter
@eslint-community/eslint-plugin-eslint-comments: eslint-plugin-eslint-comments
@eslint-react/eslint-plugin: eslint-plugin-react
@faker-js/faker: faker
@materializecss/materialize: materialize-css
@placemarkio/tokml: tokml
@rollup/plugin-terser: rollup-plugin-terser
@vitest/eslint-plugin: eslint-plugin-vitest
@vitest/istanbul-lib-coverage: istanbul-lib-coverage
@vitest/istanbul-lib-instrument: istanbul-lib-instrument
@xmldom/xmldom: xmldom
AbortController: abort-controller
AggregateError: aggregate-error es-aggregate-error
Array.from: array.from to-array
Array.isArray: is-arrayish isarray validate.io-array
Array.of: array.of
BigInt: big-integer long node-int64
ClipboardAPI: clipboard clipboard-copy copy-text-to-clipboard copy-to-clipboard
DOMException: node-domexception
DataView: ieee754 to-data-view
Date: date
Date.now: date-now
Error: es6-error
Error.isError: is-error iserror
EventTarget: event-target-shim
Intl.DateTimeFormat: dateformat time-stamp
Intl.Segmenter: grapheme-splitter graphemer
Iterator: es6-iterator iterator.prototype
JSON: fast-json-parse jsonify
Map: es-map es6-map
Math: math-intrinsics
Math.acosh: math.acosh
Math.atanh: math.atanh
Math.cbrt: math.cbrt
Math.clz32: math.clz32
Math.f16round: math.f16round
Math.fround: math.fround
Math.imul: math.imul
Math.log10: math.log10
Math.log1p: math.log1p
Math.log2: math-log2
Math.sign: math.sign
Number.isFinite: is-finite number.isfinite
Number.isInteger: number-is-integer number.isinteger
Number.isNaN: is-nan number.isnan
Number.isSafeInteger: number.issafeinteger
Number.parseFloat: number.parsefloat
Number.parseInt: number.parseint
Object.assign: defaults extend-shallow node.extend object-assign object.assign xtend
Object.defineProperties: define-properties object.defineproperties
Object.defineProperty: define-accessor-property define-data-property define-property es-define-property
Object.entries: object.entries
Object.fromEntries: object.fromentries
Object.getOwnPropertyDescriptor: gopd
Object.getOwnPropertyDescriptors: object.getownpropertydescriptors
Object.getPrototypeOf: get-proto object.getprototypeof
Object.groupBy: object.groupby
Object.hasOwn: object.hasown
Object.is: object-is
Object.keys: collection-map object-keys object.keys
Object.setPrototypeOf: setprototypeof
Object.values: object.values
Promise: any-promise bluebird bluebird-lst es6-promise lie native-promise-only pinkie-promise promise promise-polyfill promish q
Promise.allSettled: promise.allsettled
Promise.any: promise.any
Promise.try: p-try
Promise.withResolvers: p-defer
Reflect.getPrototypeOf: reflect.getprototypeof
Reflect.ownKeys: own-keys reflect.ownkeys
RegExp.escape: escape-string-regexp
Set: es-set es6-set
String.raw: string.raw
Symbol: es6-symbol
Teleport: portal-vue
Temporal: timezone-support
TextDecoder: is-utf8 text-decoding
TextEncoder: utf8
TextEncoder.encode: encode-utf8
URL: uri-js url-parse whatwg-url
URL.canParse: is-url-superb
URLSearchParams: qs querystring
WeakMap: es6-weak-map weak-map
atob: abab atob-lite
auth: @better-auth/cli
bcryptjs: bcrypt
better-sqlite3: sqlite3
betterknown: wellknown
color: @img/colour
cpx2: cpx
crypto: crypto-js pbkdf2
crypto.randomUUID: node-uuid uid-safe uuid uuidv4
crypto.subtle: tweetnacl
crypto.subtle.sign: create-hmac
dayjs: moment
defu: @75lb/deep-merge deep-extend deepmerge
dequal: deep-equal deep-equal-json universal-deep-strict-equal
dlv: dot-prop dottie get-value object-path
dset: set-value
emoji-regex-xs: emoji-regex
empathic: cwd find-cache-dir find-cache-directory find-file-up find-pkg find-up findup has-yarn package-up pkg-dir pkg-up
error-stack-parser-es: error-stack-parser
es-toolkit: lodash lodash-amd lodash-compat lodash-es lodash-fp lodash-node underscore
eslint-config-airbnb-extended: eslint-config-airbnb
eslint-plugin-es-x: eslint-plugin-es
eslint-plugin-import-x: eslint-plugin-import
eslint-plugin-n: eslint-plugin-node
fast-slice-ansi: slice-ansi
fast-string-width: string-width
fast-wrap-ansi: wrap-ansi
fetch: @cypress/request @supabase/node-fetch @whatwg-node/fetch @whatwg-node/node-fetch axios cross-fetch gaxios isomorphic-fetch node-fetch request teeny-request then-request whatwg-fetch
find-proc: find-process
get-port: portfinder
globalThis: global globalthis
grammy: node-telegram-bot-api
h3: express
html-minifier-next: html-minifier
httpxy: http-proxy
import.meta: desm
import.meta.resolve: resolve
jose: jsonwebtoken
jsx-ast-utils-x: jsx-ast-utils
knip: depcheck
lilconfig: cosmiconfig
lucide: feather-icons
lucide-react: react-feather
milliparsec: body-parser
modern-tar: tar tar-fs tar-stream
mri: arg minimist yargs-parser
mrmime: mime
nanoid: randomatic shortid
nanospinner: ora
neotraverse: traverse
npm-run-all2: npm-run-all
obug: debug
ofetch: retry-request
ohash: object-hash
package-manager-detector: detect-package-manager preferred-pm which-pm
parseInt: parseint
performance: w3c-hr-time
picocolors: chalk cli-color colors
picomatch: micromatch
pkg-types: read-package-up read-pkg read-pkg-up
premove: rimraf
queueMicrotask: asap queue-microtask queue-tick
react-helmet-async: react-helmet
requestAnimationFrame: raf
rollup-plugin-visualizer: source-map-explorer
sade: coa meow yargs
sort-object-keys: sort-object
streams: readable-stream
structuredClone: clone-deep extend
taze: npm-check
tiny-invariant: invariant
tiny-open: open
tinyclip: clipboardy copy-paste
tinyexec: @jsdevtools/ez-spawn cross-spawn execa ez-spawn ezspawn
tinyglobby: fast-glob glob globby globule
ts-graphviz: graphviz
tsdown: tsup
typescript: @typescript/native-preview
valibot: yup
verkit: semver semver-diff
vitest: mockdate wait-for-expect
vue-markdown-render: vue3-markdown-it
yaml: js-yaml yaml-ast-parser yamljs
`;
