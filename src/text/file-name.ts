const MOST_CHARACTERS = 60;

/** The name of a subject as a part of a file's name: it holds nothing that a file system or a shell minds. */
export function asFileName(name: string, otherwise: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return plain.slice(0, MOST_CHARACTERS) || otherwise;
}
