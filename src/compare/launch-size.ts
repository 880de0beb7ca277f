/** A server that takes longer than this to start on both sides gets more pairs in each launch; seconds. */
const DEAR_LAUNCH_SECONDS = 15;

export interface LaunchSize {
  /** `shared`: endpoints of one server. `own`: a page. */
  readonly launches: 'shared' | 'own';
  /** Subjects that share the launch. */
  readonly subjects: number;
  /** Pairs of visits that a subject gets in all. */
  readonly rounds: number;
  /** Launches before the first look at the run's subjects. */
  readonly firstLook: number;
  /** Time to start and warm up both sides; 0 if they run on from launch to launch. */
  readonly launchSeconds: number;
  /** Time for one visit of each side, on all devices. */
  readonly pairSeconds: number;
}

/**
 * Pairs of visits of each subject in one launch. Exact certainty needs many launches, and a median needs three pairs. A
 * launch that costs much more than its visits gets more pairs (Kalibera & Jones 2013, §6). With few rounds, each launch
 * gets one pair.
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
