/** A server that takes longer than this to start on both sides gets more pairs in each launch; seconds. */
const DEAR_LAUNCH_SECONDS = 15;

export interface LaunchSize {
  /** `shared`: endpoints of one server. `own`: a page. */
  readonly launches: 'shared' | 'own';
  /** Subjects that share the launch. */
  readonly subjects: number;
  /** Pairs of visits that a subject gets in all. */
  readonly rounds: number;
  /** Launches after which the run's subjects are first looked at. */
  readonly firstLook: number;
  /** What starting and warming up both sides takes; 0 if they run on from launch to launch. */
  readonly launchSeconds: number;
  /** What one visit of each side takes, on all devices. */
  readonly pairSeconds: number;
}

/**
 * Pairs of visits of each subject in one launch. Exact certainty wants many launches, and a median three pairs; a launch that
 * is dear beside its visits wants more (Kalibera & Jones 2013, §6). Few rounds are many launches of one pair.
 */
export function pairsPerLaunch({
  launches,
  subjects,
  rounds,
  firstLook,
  launchSeconds,
  pairSeconds,
}: LaunchSize): number {
  if (launchSeconds === 0) return 1;
  const most = Math.max(1, Math.floor(rounds / (firstLook + 2)));
  if (launches === 'own') return Math.min(most, launchSeconds > pairSeconds ? 3 : 1);
  const usual = subjects <= 8 ? 3 : subjects <= 16 ? 2 : 1;
  return Math.min(most, launchSeconds > DEAR_LAUNCH_SECONDS ? 5 : usual);
}
