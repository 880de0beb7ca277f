/** A part of a text that may be cut, at the edge of a row. */
export interface Piece {
  /** What is dropped first has the highest rank; rank 0 always stays. */
  readonly rank: number;
  /** What a cut leaves whole: the head of a table, `<details>`. Empty: nothing. */
  readonly open: string;
  readonly rows: readonly string[];
  readonly close: string;
}

const byteLength = (text: string): number => Buffer.byteLength(text, 'utf8');

const write = ({ open, rows, close }: Piece): string => [open, ...rows, close].filter((line) => line !== '').join('\n');

const join = (pieces: readonly Piece[]): string =>
  pieces
    .map(write)
    .filter((text) => text !== '')
    .join('\n\n');

/** As many of a piece's rows as there are bytes for; null if not even the first has room. */
function cutPiece(piece: Piece, bytes: number): Piece | null {
  let left = bytes - byteLength(write({ ...piece, rows: [] })) - 2;
  if (left < 0) return null;
  const rows: string[] = [];
  for (const row of piece.rows) {
    left -= byteLength(row) + 1;
    if (left < 0) break;
    rows.push(row);
  }
  return rows.length === 0 && piece.rows.length > 0 ? null : { ...piece, rows };
}

/**
 * The pieces in their order, within `limitBytes` of UTF-8: those of the highest ranks lose their rows first.
 * Where something had to go, `notice` stands at the end.
 */
export function fitBytes(pieces: readonly Piece[], limitBytes: number, notice: string): string {
  const whole = join(pieces);
  if (byteLength(whole) <= limitBytes) return whole;
  const end: Piece = { rank: 0, open: notice, rows: [], close: '' };
  const kept = new Map<Piece, Piece>();
  let left = limitBytes - byteLength(notice) - 2;
  for (const piece of [...pieces].sort((a, b) => a.rank - b.rank)) {
    const cut = piece.rank === 0 ? piece : cutPiece(piece, left);
    if (cut === null) continue;
    kept.set(piece, cut);
    left -= byteLength(write(cut)) + 2;
  }
  return join([...pieces.flatMap((piece) => kept.get(piece) ?? []), end]);
}
