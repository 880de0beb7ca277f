const MOST_CHARACTERS = 60;

/** A subject's name as a part of a file name that is safe for file systems and shells. */
export function asFileName(name: string, otherwise: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return plain.slice(0, MOST_CHARACTERS) || otherwise;
}
