/**
 * GitHub's runner reads every line that a step prints, including lines of a file. It obeys `::error::…` at the start of
 * a line, after blanks, and `##[error]…` anywhere. A space turns both into plain text.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export const withoutCommands = (text: string): string =>
  text.replaceAll('##[', '## [').replace(/^((?:[^\S\r\n]|\u0085)*)::/gm, '$1: :');

/** The same for JSON, where only strings can hold a command. Parsing it gives the same text as before. */
export const jsonWithoutCommands = (json: string): string => json.replaceAll('##[', '##\\u005b');
