export const HELP = `perf-budget: fails a pull request that makes the product slower or heavier

Usage
  perf-budget init [FILE…] [options]   write perf-budget.yml and a workflow, from what
                                       is here
  perf-budget run [options]            measure this checkout and its base, compare, report
  perf-budget report FILE… [options]   join the reports of several jobs, decide, report
  perf-budget history [FILE…] [options]   show what baselines and reports remember

Options of init
  --from TOOL       read only this tool's config; may be repeated
  --dry-run         print what would be written, and write nothing
  --force           replace what is there, and print the difference
  --no-workflow     only perf-budget.yml
  --no-run          run no config that is code
  --output FILE     default: perf-budget.yml

Options of run
  --base REF        compare with the merge base of REF and HEAD
                    (default: origin's default branch), or with the
                    commit of some time ago, such as '28 days ago'
  --config FILE     default: perf-budget.yml, .github/perf-budget.yml, or .json
  --only PATTERN    measure only these, such as 'api/*'; may be repeated
  --shard 2/5       measure only this job's share, here the second of five;
                    the joined report decides
  --plan            print what would be measured, and measure nothing

Options of report
  --name NAME       of the joined report (default: that of the reports; for
                    several packages: default)

Options of history
  --branch NAME     the branch that keeps baselines, where no FILE is given
  --all             each of its baselines, not only the newest with its trail
  --name NAME       of the runs (default: default)
  --metric PATTERN  only these, such as 'app*'; may be repeated
  --since 90d       only the last days
  --findings        the causes that were named, instead of figures
  --output DIR      also write a page there

Options of run and report
  --output DIR      where report.json, report.md and report.html go (default: .perf-budget)
  --fail-on WHAT    breach (default), budget, regression, undecided (a breach,
                    or a metric that stayed undecided), or never
  --quiet           no progress, only the report's last lines

  --help, --version

Exit code
  0  nothing that --fail-on names
  1  a breach: over a budget, or regressed; with --fail-on undecided also
     a metric that stayed undecided
  2  the config or the call is wrong
  3  something could not be measured, and there is no breach`;
