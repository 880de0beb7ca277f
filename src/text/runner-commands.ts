/**
 * GitHub's runner reads every line that a step prints, also of a file that a step prints. It obeys `::error::…` at the start
 * of a line, blanks aside, and `##[error]…` anywhere in it. A space makes both of them text for the reader.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export const withoutCommands = (text: string): string =>
  text.replaceAll('##[', '## [').replace(/^((?:[^\S\r\n]|\u0085)*)::/gm, '$1: :');

/** The same for JSON, where only strings can hold a command. Its readers get the same text as before. */
export const jsonWithoutCommands = (json: string): string => json.replaceAll('##[', '##\\u005b');
