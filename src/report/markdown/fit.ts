import { byteLength } from '../../text/cut.ts';

/** A part of a text that may be cut between rows. */
export interface Piece {
  /** The highest rank is dropped first; rank 0 always stays. */
  readonly rank: number;
  /** A cut keeps this whole: the head of a table, `<details>`. May be empty. */
  readonly open: string;
  readonly rows: readonly string[];
  readonly close: string;
}

const write = ({ open, rows, close }: Piece): string => [open, ...rows, close].filter((line) => line !== '').join('\n');

const join = (pieces: readonly Piece[]): string =>
  pieces
    .map(write)
    .filter((text) => text !== '')
    .join('\n\n');

/** As many of a piece's rows as fit; null if not even the first one fits. */
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
 * The pieces in their order, within `limitBytes` of UTF-8. Pieces of the highest rank lose their rows first. `notice`
 * is added at the end if anything was cut.
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
